// Where a query's words are in a text; see internal/find/match.go.

import { recordOf, type Files } from "./files";
import { first } from "./fold";
import { Most } from "./limits";
import { memory } from "./memory";
import { isParticle } from "./particle";
import { isGap, type QueryWord, type Span } from "./query";
import { Quality } from "./rank";
import type { Record } from "./record";
import { count, covers, targetsOf, type Name, type Plan, type Term } from "./resolve";
import { stem } from "./stem";
import { compoundAt, type Token } from "./token";
import { Script } from "./words";


// Wanted is a word of a pattern.
interface Wanted {
	folded: string;
	stem?: string; // a token may have it as well
	begins?: boolean; // a token may go on after it
	anyPart?: boolean; // a token may have it anywhere
	noun?: boolean; // a token may have a particle after it
}

function is(w: Wanted, folded: string): boolean {
	if (w.anyPart) return folded.includes(w.folded);
	if (w.stem && stem(folded) === w.stem) return true;
	if (!folded.startsWith(w.folded)) return false;
	const rest = folded.slice(w.folded.length);
	return w.begins || !rest || (!!w.noun && isParticle(rest));
}

// Pattern is words that must follow each other.
interface Pattern {
	words: Wanted[];
	terms: [number, number][]; // that are found with it, and where: words after the first
	quality: number;
	phrase: number; // its bit, 0 if it is none
	not: boolean; // it must not be there
}

// Likeness is what a single token may be.
interface Likeness {
	terms: Part[];
	patterns: Pattern[]; // that begin with it
}

// Part is a term that a token is or contains, from where to where in its form.
interface Part {
	term: number;
	quality: number;
	from: number;
	to: number;
}

// Place is where a term is in a text.
interface Place {
	token: number;
	term: number;
	quality: number;
}

// Mark is a stretch of a text that is to be shown as found.
export interface Mark {
	start: number;
	end: number;
}

// Matched is what is found in a text.
export interface Matched {
	places: Place[]; // by token, then term
	marks: Mark[]; // by their start, apart from each other
	terms: number; // bits
	best: number[]; // quality of each term's best place
	count: number[]; // places of each term
	phrases: number; // bits
	barred: boolean; // something is there that must not be
}

// Matcher finds a plan's words in a text.
export type Matcher = (text?: string) => Matched;

// matcherOf makes a matcher. The entries that names of the plan name have been
// read.
export function matcherOf(ix: Files, p: Plan): Matcher {
	const patterns = patternsOf(ix, p);
	const likenessOf = memory((folded): Likeness => ({
		terms: p.terms.flatMap((t, i) => partOf(t, i, folded) || []),
		patterns: patterns.filter(({ words }) => is(words[0], folded)),
	}));

	return (text = "") => {
		const none = p.terms.map(() => 0);
		const f: Matched = { places: [], marks: [], terms: 0, best: none, count: none.slice(), phrases: 0, barred: false };
		const tokens = ix.tokens(text);
		tokens.forEach((t, i) => {
			const l = likenessOf(t.folded);
			for (const { term, quality, from, to } of l.terms) add(f, i, term, quality, original(t, text, from, to));
			for (const { words, terms, quality, phrase, not } of l.patterns) {
				if (!words.every((w, j) => tokens[i + j] && is(w, tokens[i + j].folded))) continue;
				f.barred ||= not;
				f.phrases |= phrase;
				const last = words.length - 1;
				const { start } = partlyOf(words[0], t, text);
				const { end } = partlyOf(words[last], tokens[i + last], text);
				for (const [term, after] of terms) add(f, i + after, term, quality, { start, end });
			}
			addCompound(p, f, tokens, i);
		});
		finish(f, text);
		return f;
	};
}

function patternsOf(ix: Files, p: Plan): Pattern[] {
	const patterns: Pattern[] = [];

	// add adds a pattern that stands for the words of the query in a stretch.
	const add = (words: Wanted[], span: Span, quality: number, phrase = 0, not = false): void => {
		const terms = p.terms.flatMap((t, i): [number, number][] => (covers(span, t) ? [[i, t.position - span.from]] : []));
		patterns.push({ words, terms, quality, phrase, not });
	};

	// addNames adds the names of an entry: a text that has one of them has the
	// words of the query by which the entry is named.
	const addNames = (n: Name, r: Record): void => {
		for (const text of [r.t, r.l || "", ...(r.n || [])]) {
			const words: Wanted[] = ix.tokens(text).map((t, i, { length }) => ({
				folded: t.folded,
				noun: i === length - 1 && t.script === Script.hangul,
			}));
			if (words.length) add(words, n, n.quality);
		}
	};

	for (const n of p.names) {
		if (n.quality === Quality.compound) add([{ folded: n.key.text }], n, n.quality);
		else {
			for (const slot of targetsOf(n)) {
				const r = recordOf(ix, slot);
				if (r) addNames(n, r);
			}
		}
	}
	for (const t of p.terms) {
		const { position: from } = t;
		if (t.number.includes(".")) add(t.folded.split(" ").map((folded) => ({ folded })), { from, to: from + 1 }, Quality.exact);
	}
	p.query.phrases.forEach((span, i) => {
		const words = phraseWords(p.query.words.slice(span.from, span.to));
		words.at(-1)!.begins = span.to - 1 === p.typed;
		add(words, span, Quality.exact, 1 << i);
	});
	for (const words of p.query.excluded) add(phraseWords(words), { from: 0, to: 0 }, 0, 0, true);
	return patterns;
}

// phraseWords returns words that follow each other: those in quotation marks as
// they are, others in any form.
function phraseWords(words: QueryWord[]): Wanted[] {
	return words.map(({ folded, script, quoted }) =>
		script === Script.letters ? { folded, stem: quoted ? "" : stem(folded) } : { folded, anyPart: true },
	);
}

// partOf says how a token is a term.
function partOf(t: Term, term: number, folded: string): Part | undefined {
	if (!t.nouns) {
		const quality = qualityOf(t, folded);
		return quality ? { term, quality, from: 0, to: folded.length } : undefined;
	}
	const noun = t.nouns.find((n) => folded.includes(n.text));
	if (!noun) return;
	const from = folded.indexOf(noun.text);
	return { term, quality: noun.quality, from, to: from + noun.text.length };
}

// qualityOf returns how good a word is for a term of letters, 0 if it is not.
function qualityOf(t: Term, folded: string): number {
	if (folded === t.folded) return Quality.exact;
	if (t.stem && folded[0] === t.stem[0] && stem(folded) === t.stem) return Quality.stem;
	if (t.begins && folded.startsWith(t.folded)) return Quality.prefix;
	return t.typos.includes(folded) ? Quality.typo : 0;
}

// original returns the stretch of a text that is a part of a token's form: of a
// run of Hangul, Han or Kana whose characters stay apart, just these.
function original({ start, end, folded, script }: Token, text: string, from: number, to: number): Mark {
	const source = text.slice(start, end);
	if (script === Script.letters || count(source) !== count(folded)) return { start, end };
	const before = count(folded.slice(0, from));
	const length = count(folded.slice(from, to));
	return { start: start + first(source, before).length, end: start + first(source, before + length).length };
}

// partlyOf returns the stretch of a text that is a word of a pattern in a token.
function partlyOf(w: Wanted, t: Token, text: string): Mark {
	const at = t.folded.indexOf(w.folded);
	return original(t, text, at, at + w.folded.length);
}

// addCompound finds the terms that are the words of a compound with hyphens,
// joined.
function addCompound(p: Plan, f: Matched, tokens: Token[], at: number): void {
	const compound = compoundAt(tokens, at);
	if (!compound) return;
	const { text, to } = compound;
	const where = { start: tokens[at].start, end: tokens[to - 1].end };
	p.terms.forEach((t, i) => {
		if (!t.nouns && !t.number && (text === t.folded || (t.stem && stem(text) === t.stem))) add(f, at, i, Quality.compound, where);
	});
}

function add(f: Matched, token: number, term: number, quality: number, where: Mark): void {
	f.terms |= 1 << term;
	f.best[term] = Math.max(f.best[term], quality);
	if (f.count[term] < Most.places) {
		f.count[term]++;
		f.places.push({ token, term, quality });
		f.marks.push({ ...where });
	}
}

// finish puts places and marks in order, and each once.
function finish(f: Matched, text: string): void {
	f.places = f.places
		.sort((a, b) => a.token - b.token || a.term - b.term || b.quality - a.quality)
		.filter((p, i, { [i - 1]: before }) => !before || p.token !== before.token || p.term !== before.term);
	f.count.fill(0);
	for (const p of f.places) f.count[p.term]++;
	f.marks = merged(text, f.marks);
}

// merged returns marks in order; those that overlap, touch, or have nothing but
// a space or a hyphen between them, are one.
function merged(text: string, marks: Mark[]): Mark[] {
	const list: Mark[] = [];
	for (const m of marks.sort((a, b) => a.start - b.start || a.end - b.end)) {
		const last = list.at(-1);
		if (last && (m.start <= last.end || isGap(text.slice(last.end, m.start)))) last.end = Math.max(last.end, m.end);
		else list.push(m);
	}
	return list;
}

