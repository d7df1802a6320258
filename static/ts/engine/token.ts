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

const mostTexts = 4000; // of which the words are kept

// keeper returns what tokensOf does and keeps it for a while, since a reader who
// types asks for the same texts again and again.
export function keeper(): (text: string) => Token[] {
	const kept = new Map<string, Token[]>();
	return (text) => {
		let tokens = kept.get(text);
		if (!tokens) {
			if (kept.size === mostTexts) kept.clear();
			kept.set(text, (tokens = tokensOf(text)));
		}
		return tokens;
	};
}
