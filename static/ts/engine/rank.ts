// The order of results. The formula and what its constants mean are in
// internal/find/rank.go; both must be the same.

import { compareTexts } from "./compare";
import type { Matched, Matcher } from "./match";
import type { Paragraph, Record } from "./record";
import { covers, type Plan, type Property } from "./resolve";
import { ones } from "./select";

export const enum Quality {
	exact = 16,
	stem = 14,
	compound = 14,
	prefix = 10,
	typo = 8,
}

const enum Worth {
	heading = 8,
	title = 6,
	near = 8,
	ordered = 12,
	phrase = 16,
	name = 2,
	whole = 32,
}

export const leastIDF = 8;

const enum Share {
	list = 256,
	text = 2,
	guide = 4,
}

// saturation is what each weight is worth, in sixty-fourths.
export const saturation = [14, 20, 25, 30, 35, 40, 45, 64];

// repeated is what so many places of a term are worth, in sixteenths of one.
const repeated = [0, 16, 22, 25, 27, 28];

const kinds = ["statement", "annex", "instrument", "agency", "date", "term", "guide"];

// divided divides whole numbers and drops the remainder.
export function divided(a: number, b: number): number {
	return Math.floor(a / b);
}

// logarithm returns the logarithm of n to base 2 in sixteenths, linear between
// powers of two.
export function logarithm(n: number): number {
	const whole = 31 - Math.clz32(n);
	const power = 2 ** whole;
	return 16 * whole + divided((n - power) * 16, power);
}

function kindRank(kind: string): number {
	const at = kinds.indexOf(kind);
	return at < 0 ? kinds.length : at;
}

// Found is an entry whose text has been read and matched.
export interface Found {
	record: Record;
	answer: boolean;
	score: number;
	names: Matched[]; // title, label and other names
	head: number; // bits of the terms in these
	headings: Matched[];
	about: Matched; // the description
	paragraphs: Scored[];
	refused: boolean; // a paragraph has what must not be there
}

// Scored is a paragraph that counts.
export interface Scored {
	number: number; // in the record
	match: Matched;
	score: number;
	precise: boolean; // it is the one whose number was asked for
}

// ownOf returns the properties of a whole entry.
export function ownOf(r: Record): string[] {
	return (r.g || []).slice(0, r.w || 0);
}

// propertiesOf returns the properties of a paragraph beside those.
export function propertiesOf(r: Record, [, , , , ...properties]: Paragraph): string[] {
	return properties.map((i) => r.g![i]);
}

// rank matches an entry with a plan and gives it its score; nothing if the texts
// show that it is not found.
export function rank(p: Plan, match: Matcher, record: Record, listed: number, answer: boolean): Found | undefined {
	const names = [record.t, record.l, ...(record.n || [])].map(match);
	const head = union(names, "terms");
	const headings = (record.h || []).map(match);
	const e: Found = { record, answer, score: 0, names, head, headings, about: match(record.d), paragraphs: [], refused: false };
	(record.p || []).forEach((paragraph, i) => {
		const s = scored(p, match, e, paragraph, i);
		if (s) e.paragraphs.push(s);
	});
	if (!e.paragraphs.length && !holds(p, e)) return;
	e.score = answer && p.number ? 0 : scoreOf(p, e) + divided(listed, Share.list);
	e.paragraphs.sort((a, b) => +b.precise - +a.precise || b.score - a.score || a.number - b.number);
	return e;
}

// scored matches a paragraph; it is nothing if it does not count.
function scored(p: Plan, match: Matcher, e: Found, paragraph: Paragraph, number: number): Scored | undefined {
	const [name, printed, headingAt, text] = paragraph;
	const precise = !!p.number && !!printed && name === p.number.number;
	const s = { number, match: match(text), score: 0, precise };
	const heading = e.headings[headingAt] || match();
	const phrases = union([s.match, heading, e.about, ...e.names], "phrases");
	const more = propertiesOf(e.record, paragraph);
	e.refused ||= s.match.barred;
	if (s.match.barred || isBarred(e) || !hasPhrases(p, phrases) || !admits(p, [...ownOf(e.record), ...more])) return;
	if (!p.terms.length) return p.wanted.some((f) => isAny(f, more)) ? s : undefined;
	if (!s.match.terms && !precise) return;
	s.score = scoreOfText(p, s.match, heading.terms, e.head, precise);
	return s;
}

function hasPhrases(p: Plan, found: number): boolean {
	return found === (1 << p.query.phrases.length) - 1;
}

// union returns what is found in any of some texts.
function union(texts: Matched[], bits: "terms" | "phrases"): number {
	return texts.reduce((found, m) => found | m[bits], 0);
}

// isBarred says whether the names of an entry have what must not be there.
function isBarred(e: Found): boolean {
	return e.names.some((n) => n.barred);
}

// isAny says whether any of the properties is one that is asked for.
function isAny(f: Property, properties: string[]): boolean {
	return f.keys.some((k) => properties.includes(k.text));
}

// admits says whether a text with these properties has what the filters ask
// for.
function admits(p: Plan, properties: string[]): boolean {
	return p.wanted.every((f) => isAny(f, properties)) && !p.unwant.some((f) => isAny(f, properties));
}

// holds says whether an entry of which no paragraph counts is found for what
// its names and description say; not if a paragraph has what must not be there.
function holds(p: Plan, e: Found): boolean {
	if (isBarred(e) || e.about.barred || e.refused || !admits(p, ownOf(e.record))) return false;
	const texts = [...e.names, e.about, ...e.headings];
	if (!hasPhrases(p, union(texts, "phrases"))) return false;
	const { excluded, filters, phrases } = p.query;
	return !(excluded.length + filters.length + phrases.length) || union(texts, "terms") > 0 || !p.terms.length;
}

// scoreOfText returns P of a text under a heading of an entry, with the terms
// that are found in these.
function scoreOfText(p: Plan, match: Matched, heading: number, head: number, precise: boolean): number {
	let score = 0;
	let sum = 0;
	let have = 0;
	p.terms.forEach((t, i) => {
		const bit = 1 << i;
		if (match.terms & bit) {
			score += divided(t.idf * match.best[i] * repeated[Math.min(match.count[i], 5)], 16);
			sum += t.idf;
		} else if (precise && t === p.number) score += t.idf * Quality.exact;
		else if (heading & bit) score += t.idf * Worth.heading;
		else if (head & bit) score += t.idf * Worth.title;
		else return;
		have++;
	});
	const found = ones(match.terms);
	if (found > 1) {
		score += divided(Worth.near * sum * found, stretch(match, found));
		if (isOrdered(p, match)) score += Worth.ordered * sum;
	}
	p.query.phrases.forEach((span, i) => {
		for (const t of p.terms) if (match.phrases & (1 << i) && covers(span, t)) score += Worth.phrase * t.idf;
	});
	return divided(score * have * have, p.terms.length * p.terms.length);
}

// stretch returns the words of the shortest stretch that has so many different
// terms, which are all that the text has.
function stretch({ places }: Matched, terms: number): number {
	const count: number[] = [];
	let shortest = Infinity;
	let have = 0;
	let first = 0;
	for (const { term, token } of places) {
		count[term] = (count[term] || 0) + 1;
		if (count[term] === 1) have++;
		for (; have === terms; first++) {
			const left = places[first];
			shortest = Math.min(shortest, token - left.token + 1);
			if (!--count[left.term]) have--;
		}
	}
	return shortest;
}

// isOrdered says whether all terms that a text has stand somewhere in it as they
// do in the query.
function isOrdered(p: Plan, { terms, places }: Matched): boolean {
	const place = (token: number, term: number): number => token * 32 + term;
	const all = new Set(places.map((o) => place(o.token, o.term)));
	const first = p.terms.findIndex((_, i) => terms & (1 << i));
	return places.some(
		(o) =>
			o.term === first &&
			p.terms.every((t, i) => !(terms & (1 << i)) || all.has(place(o.token - p.terms[first].position + t.position, i))),
	);
}

// scoreOf returns D of an entry without the share of S.
function scoreOf(p: Plan, e: Found): number {
	let score = e.about.terms ? divided(scoreOfText(p, e.about, 0, e.head, false), Share.text) : 0;
	for (const s of e.paragraphs) score = Math.max(score, s.score);
	if (e.record.k === "guide") score = divided(score, Share.guide);
	let sum = 0;
	let names = 0;
	p.terms.forEach((t, i) => {
		names += Worth.name * t.idf * Math.max(...e.names.map((n) => n.best[i]));
		sum += t.idf;
	});
	score += divided(names * ones(e.head), Math.max(1, p.terms.length));
	const all = (1 << p.terms.length) - 1;
	if (all && e.names.some((n) => n.terms === all && isOrdered(p, n))) score += Worth.whole * sum;
	return score;
}

// compareFound orders entries that were read, the best first.
export function compareFound(a: Found, b: Found): number {
	return (
		+b.answer - +a.answer ||
		b.score - a.score ||
		kindRank(a.record.k) - kindRank(b.record.k) ||
		(a.record.o || 0) - (b.record.o || 0) ||
		compareTexts(a.record.u, b.record.u)
	);
}
