// The words of a text; see Scanner in internal/search/word.go for the rules.

export const enum Script {
	letters,
	hangul,
	ideographs,
}

export interface Word {
	start: number; // UTF-16 units of the text
	end: number;
	script: Script;
	joined: boolean; // a hyphen, and nothing else, stands between it and the word before
}

const goesOn = "\\p{M}\\xAD\\u200B-\\u200D\\u2060\\uFEFF";
const ofHangul = "(?=[\\p{L}\\p{N}])\\p{sc=Hangul}";
const ofIdeographs = "\\u30FC\\uFF70\\uFF9E\\uFF9F\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}";
const ofLetters = `[a-zA-Z0-9]|(?![\\u02BC\\p{sc=Hangul}${ofIdeographs}])[\\p{L}\\p{N}]`;

const word = new RegExp(
	`((?:\\p{M}|${ofLetters})(?:[a-zA-Z0-9${goesOn}]|${ofLetters}|['\\u2019\\u02BC\\uFF07](?=${ofLetters}))*)` +
		`|(${ofHangul}(?:${ofHangul}|[${goesOn}])*)` +
		`|(?=[\\p{L}\\p{N}])[${ofIdeographs}](?:(?=[\\p{L}\\p{N}])[${ofIdeographs}]|[${goesOn}])*`,
	"gu",
);

// wordsOf returns the words of a text from left to right.
export function wordsOf(text: string): Word[] {
	const words: Word[] = [];
	let last = -1;
	for (const found of text.matchAll(word)) {
		const start = found.index!;
		words.push({
			start,
			end: start + found[0].length,
			script: found[1] ? Script.letters : found[2] ? Script.hangul : Script.ideographs,
			joined: last >= 0 && start === last + 1 && "-\u2010\u2011\uFF0D".includes(text[last]),
		});
		last = start + found[0].length;
	}
	return words;
}
