// The form in which words are compared; see Fold in internal/search/fold.go for
// the rules.

import { Script } from "./words";

const plain: Record<string, string> = {
	ς: "σ", ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i", ŋ: "n", ħ: "h",
};

// fold returns the form of a word, "" for a word that is passed over.
export function fold(word: string, script: number): string {
	const most = script === Script.letters ? 40 : Infinity;
	if (/^[a-z0-9]*$/i.test(word)) return word.toLowerCase().slice(0, most);
	if (script === Script.letters) word = first(word, 128);
	word = lower(word)
		.normalize("NFKD")
		.replace(/[\u0300-\u036F\u20D0-\u20FF\uFE00-\uFE0F\xAD\u200B-\u200D\u2060\uFEFF]/g, "");
	word = lower(word)
		.replace(/['\u2019\u02BC]s$/, "")
		.replace(/['\u2019\u02BC\uFF07]/g, "")
		.normalize("NFC");
	return first(word, most);
}

function lower(word: string): string {
	let out = "";
	for (const c of word) {
		const small = c === "\u0130" ? "i" : c.toLowerCase();
		out += plain[small] || small;
	}
	return out;
}

// first returns the first n characters of a text.
export function first(text: string, n: number): string {
	return text.length <= n ? text : [...text].slice(0, n).join("");
}
