// What misspelt words may mean; see internal/find/correct.go.

import { fileOf, filesOf, keyOf, keysFrom, readVocabularies, type Files } from "./files";
import { Most } from "./limits";
import { Quality } from "./rank";
import { addChoice, frequentFirst, has, isWordKey, type Plan, type Term } from "./resolve";
import { forms } from "./stem";
import { allowedErrors, distance } from "./typo";
import type { Key } from "./vocabulary";


// addTypos looks up what the terms that stand for nothing may be misspellings
// of: first in the vocabulary file where each would be, then in more.
export async function addTypos(ix: Files, p: Plan): Promise<void> {
	const terms = p.terms.filter(mayErr);
	for (const t of terms) addLike(ix, t, [fileOf(ix, t.folded)]);
	const rest = terms.filter((t) => !t.typos.length);
	await readVocabularies(ix, rest.flatMap((t) => likeFiles(ix, t.folded)));
	for (const t of rest) addLike(ix, t, likeFiles(ix, t.folded));
	await readVocabularies(ix, terms.flatMap((t) => t.typos.flatMap(forms).map((form) => fileOf(ix, form))));
	for (const t of terms) addTypoForms(ix, t);
}

// mayErr says whether a term may be a misspelling: if it stands for nothing,
// and has neither digits nor quotation marks.
function mayErr(t: Term): boolean {
	return !t.choices.length && !t.number && !t.nouns && !t.quoted && !/[0-9]/.test(t.folded);
}

// addLike adds the keys in vocabulary files that are most like a term.
function addLike(ix: Files, t: Term, files: number[]): void {
	const word = [...t.folded];
	t.typos = like(ix, word, allowedErrors(word.length), t.typed, files).map((k) => k.text);
	t.meant = t.typos[0] || "";
}

// like returns the words in vocabulary files that have the fewest typing errors
// of a word, at most bound: the three that are in the most entries.
export function like(ix: Files, word: string[], bound: number, beginning: boolean, files: number[]): Key[] {
	let near: Key[] = [];
	for (const k of keysFrom(ix, "", files).filter(isWordKey)) {
		const d = distance(word, [...k.text], bound, beginning);
		if (d > bound || d === 0) continue;
		if (d < bound) near = [];
		bound = d;
		near.push(k);
	}
	return frequentFirst(near).slice(0, Most.typoKeys);
}

// likeFiles returns the vocabulary files in which there may be what a word is a
// misspelling of, at most six: those of its first two characters; the one where it
// would be if they changed places; those of the first; and all, from the first on.
export function likeFiles(ix: Files, word: string): number[] {
	const [first, second = "", ...rest] = word;
	const files = [
		...filesOf(ix, first + second, Most.typoFiles),
		fileOf(ix, second + first + rest.join("")),
		...filesOf(ix, first, Most.typoFiles),
		...filesOf(ix, "", Most.typoFiles),
	];
	return [...new Set(files)].slice(0, Most.typoFiles);
}

// addTypoForms makes a term stand for the words that it may be a misspelling
// of, in all their forms.
function addTypoForms(ix: Files, t: Term): void {
	for (const typo of t.typos.slice()) {
		addChoice(ix, t, Quality.typo, typo);
		for (const form of forms(typo)) {
			const k = keyOf(ix, form);
			if (k && !has(t, k)) {
				addChoice(ix, t, Quality.typo, form);
				t.typos.push(form);
			}
		}
	}
}
