// The words of a text in the form in which they are compared.

import { fold } from "./fold";
import { wordsOf } from "./words";

export interface Token {
	start: number; // UTF-16 units of the text
	end: number;
	folded: string;
	script: number;
	joined: boolean; // a hyphen stands between it and the token before
}

// tokensOf returns the words of a text that have a form.
export function tokensOf(text: string): Token[] {
	const tokens: Token[] = [];
	let apart = true; // there is no word before, or it has no form
	for (const { start, end, script, joined } of wordsOf(text)) {
		const folded = fold(text.slice(start, end), script);
		if (folded) tokens.push({ start, end, folded, script, joined: joined && !apart });
		apart = !folded;
	}
	return tokens;
}

// compoundAt returns the words of a compound with hyphens that begins at a word,
// joined, and from which word to before which they are.
export function compoundAt(words: Token[], from: number): { text: string; from: number; to: number } | undefined {
	if (words[from].joined) return;
	let text = words[from].folded;
	let to = from + 1;
	for (; words[to]?.joined; to++) text += words[to].folded;
	return to > from + 1 ? { text, from, to } : undefined;
}
