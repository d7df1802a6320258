// What a reader asked for; see internal/find/query.go for the rules.

import { first } from "./fold";
import { Most } from "./limits";
import { isParticle } from "./particle";
import { tokensOf, type Token } from "./token";
import { Script } from "./words";


export interface Query {
	text: string; // as it was read
	words: QueryWord[];
	phrases: Span[];
	excluded: QueryWord[][];
	filters: Filter[];
	cut: boolean; // the query had more than was read
}

// A word of a query, or the number of a paragraph: then its form has the words
// in it with a space between them.
export interface QueryWord extends Token {
	number: string; // "7.4" where it is a paragraph's number
	run: number; // words of one run have neither filters nor quotation marks between them
	quoted: boolean;
}

// Some of a query's words: those from `from`, before `to`.
export interface Span {
	from: number;
	to: number;
}

export interface Filter {
	sort: string; // "agency", "kind", "pillar" or "year"
	value: string; // of years "", then they are
	first: string; // the first year, four digits
	last: string; // and the last
	not: boolean;
	start: number;
	end: number;
}

const space = "\\0-\\x20\\x7F-\\xA0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000";
const hyphen = "\\-\\u2010\\u2011\\u2212\\uFF0D";
const quote = '"“”„‟«»″＂';
const item = new RegExp(
	`[${space}]+|([${hyphen}](?=[^${space}${hyphen}]))?(?:[${quote}]([^${quote}]*)[${quote}]?|([^${space}${quote}]+))`,
	"g",
);

const gap = new RegExp(`^[ \\xA0${hyphen}]$`);
const quotes = new RegExp(`[${quote}]`, "g");
const spaces = new RegExp(`[${space}]+`);

// isGap says whether a text is just a space or a hyphen.
export function isGap(text: string): boolean {
	return gap.test(text);
}

// isSpace says whether a character separates words.
export function isSpace(character: string): boolean {
	return spaces.test(character);
}

// withoutQuotes returns a text without its quotation marks.
export function withoutQuotes(text: string): string {
	return text.replace(quotes, "");
}

// spaced returns a text with one space between its words.
export function spaced(text: string): string {
	return text.split(spaces).filter((part) => part).join(" ");
}

// parse reads a query. Every text is one.
export function parse(input: string): Query {
	const text = first(input, Most.characters);
	const query: Query = { text, words: [], phrases: [], excluded: [], filters: [], cut: text.length < input.length };
	let run = 0; // of the next word
	let marked = false; // ¶ came right before

	// push adds to a list of the query unless that is full.
	const push = <T>(list: T[], one: T): void => {
		if (list.length < Most.words) list.push(one);
		else query.cut = true;
	};

	// words returns the words in a stretch of the query.
	const words = (start: number, end: number, quoted = false): QueryWord[] =>
		tokensOf(text.slice(start, end)).map((t) => ({
			...t, start: start + t.start, end: start + t.end, number: "", run, quoted,
		}));

	const exclude = (list: QueryWord[]): void => {
		if (list.length) push(query.excluded, list);
	};

	const phrase = (start: number, end: number, not: boolean): void => {
		if (not) return exclude(words(start, end, true));
		marked = false;
		run++;
		const from = query.words.length;
		for (const w of words(start, end, true)) push(query.words, w);
		run++;
		const to = query.words.length;
		if (to > from) query.phrases.push({ from, to });
	};

	// plain reads what stands between spaces: a filter, a number or words.
	const plain = (start: number, end: number, not: boolean): void => {
		const filter = filterOf(text.slice(start, end));
		if (filter) {
			run++;
			return push(query.filters, { ...filter, not, start, end });
		}
		const found = words(start, end);
		if (not) return exclude(found);
		const part = text.slice(start, end);
		const number = numberOf(part);
		const sign = /^[¶§]/.test(part);
		const before = query.words.at(-1);
		const spoken = before && before.run === run && /^para(graph)?s?$/.test(before.folded);
		const isNumber = number && (marked || sign || spoken || number.includes("."));
		marked = sign && !number && !found.length;
		if (isNumber) {
			if (spoken) query.words.pop();
			const folded = number.replace(/\./g, " ");
			push(query.words, { start, end, folded, script: Script.letters, joined: false, number, run, quoted: false });
		} else {
			found.forEach((w, i) => {
				// "NPA에서" is a name and nothing but a particle of it.
				const ofName = i > 0 && w.script === Script.hangul && w.start === found[i - 1].end && isParticle(w.folded);
				if (!ofName) push(query.words, w);
			});
		}
	};

	for (const found of text.matchAll(item)) {
		const [, sign, inside, outside] = found;
		const start = found.index! + (sign ? 1 : 0);
		if (outside) plain(start, start + outside.length, !!sign);
		else if (inside !== undefined) phrase(start + 1, start + 1 + inside.length, !!sign);
	}
	return query;
}

type Property = Pick<Filter, "sort" | "value" | "first" | "last">;

// filterOf reads "kind:mou" or "year:2020..2024".
function filterOf(item: string): Property | undefined {
	const lower = item.replace(/[A-Z]/g, (c) => c.toLowerCase());
	const [, sort, value] = /^(agency|kind|pillar|year)(?::|(?!.*:)：)(.*?)[,;)]*$/.exec(lower) || [];
	return value ? { sort, value, first: "", last: "", ...(sort === "year" && yearsOf(value)) } : undefined;
}

// yearsOf reads "2024", "2020..2024", "2020..". What is not years remains a value
// that nothing has.
function yearsOf(text: string): Partial<Property> {
	const [, from, sign, to] = /^(\d{4})?(?:(\.\.|[…–-])(\d{4})?)?$/.exec(text) || [];
	if (!from && !to) return {};
	const [first, last] = [from || "0000", to || (sign ? "9999" : from)].sort();
	return { value: "", first, last };
}

// numberOf reads the number of a paragraph, "7" or "7.4", with what may stand
// around it.
function numberOf(item: string): string {
	return /^[¶§]*[([]*(\d{1,4}(\.\d{1,4})*)[.,;:)\]]*$/.exec(item)?.[1] || "";
}
