// What the inflected forms of an English word have in common; the rules are
// those of internal/find/stem.go.

import { Least } from "./limits";

function isLatinWord(word: string): boolean {
	return /^[a-z]*$/.test(word);
}

// stem returns the stem of a word; one with other characters than a–z is its own.
export function stem(word: string): string {
	if (word.length <= Least.stem || !isLatinWord(word)) return word;
	word = withoutPlural(word);
	const root = /^(.{3,}(?=ing$)|.{2,}[^e](?=ed$))/.exec(word)?.[0] || "";
	if (/[aeiouy]/.test(root)) word = root;
	if (word.length >= 6) word = word.replace(/eed$/, "ee");
	if (word.length > Least.stem) word = word.replace(/([^aeiou])y$/, "$1i").replace(/e$/, "");
	if (word.length > Least.stem) word = word.replace(/([^aeiou])\1$/, "$1");
	return word.replace(/(...)iz(ation)?$/, "$1is$2");
}

function withoutPlural(word: string): string {
	if (/...(ies|ied)$/.test(word)) return word.slice(0, -3) + "y";
	if (!/[^sui]s$/.test(word)) return word;
	return word.slice(0, /.(ss|.x|.z|ch|sh)es$/.test(word) ? -2 : -1);
}

// forms returns the words that the inflected forms of a word may be.
export function forms(word: string): string[] {
	const found: string[] = [];
	if (word.length < Least.stem || !isLatinWord(word)) return found;
	const root = stem(word);
	const add = (base: string, endings: string): void => {
		for (const ending of endings.split(",")) {
			const form = base + ending;
			if (form !== word && stem(form) === root) found.push(form);
		}
	};
	add(root, ",s,es,e,ed,ing,eing,eds");
	add(root + root.slice(-1), ",s,es,e,ed,ing");
	if (/i$/.test(root)) add(root.slice(0, -1), "y,ies,ied,ying");
	if (/is$/.test(root)) add(root.slice(0, -2), "ize,izes,ized,izing");
	if (/isation$/.test(root)) add(root.slice(0, -7), "ization,izations");
	return found;
}
