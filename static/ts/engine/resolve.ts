// The words of a query to keys of the vocabulary; see internal/find/resolve.go.

import { compareTexts } from "./compare";
import { addTypos } from "./correct";
import { fileOf, filesOf, keyOf, keysFrom, readVocabularies, type Files } from "./files";
import { first } from "./fold";
import { Least, Most } from "./limits";
import { withoutParticle } from "./particle";
import type { Filter, Query, QueryWord, Span } from "./query";
import { leastIDF, logarithm, Quality } from "./rank";
import { forms, stem } from "./stem";
import { compoundAt } from "./token";
import type { Key } from "./vocabulary";
import { Script } from "./words";


// Plan is a query with the keys that it stands for.
export interface Plan {
	query: Query;
	terms: Term[];
	names: Name[];
	wanted: Property[];
	unwant: Property[];
	exact: number[]; // slots of the entries that the whole query names
	number?: Term; // the first that is a paragraph's number
	all: boolean; // it has no words: everything is found that its filters let through
	typed: number; // index of the word that is being typed, -1 for none
	answers: number[]; // slots of the entries that answer the query, the best first
}

// Term is a word of a query that is looked for.
export interface Term extends QueryWord {
	position: number; // index in the query's words
	typed: boolean; // it is being typed
	stem: string; // of a word of letters that is not quoted, otherwise ""
	nouns?: Noun[]; // of words that are not of letters: what they contain
	choices: Choice[]; // what an entry must have one of
	begins: boolean; // words that begin with it count
	typos: string[]; // words that it may be a misspelling of, with their forms
	meant: string; // the best of them
	idf: number;
}

// Noun is what a word of Hangul, Han or Kana must contain to be found.
interface Noun {
	text: string;
	quality: number;
}

// Choice is what a word may stand for: keys that an entry has all of.
interface Choice {
	keys: Key[];
	quality: number;
}

// Name is a run of a query's words that is a key: a name or a compound.
export interface Name extends Span {
	key: Key;
	quality: number;
}

// Property is what one or more filters of a sort ask for: any of the keys.
export interface Property {
	sort: string;
	keys: Key[];
}

// covers says whether a term's word is among those of a stretch.
export function covers(span: Span, t: Term): boolean {
	return span.from <= t.position && t.position < span.to;
}

// targetsOf returns the entries whose names stand for a name.
export function targetsOf(n: Name): number[] {
	return n.key.targets.slice(0, Most.targets);
}

// count returns how many characters a text has.
export function count(text: string): number {
	return [...text].length;
}

// resolve makes a plan of a query. It reads vocabulary files in at most four
// steps: what may be in the query as it is, what begins with its words, and what
// is like them.
export async function resolve(ix: Files, query: Query, typing: boolean, all: boolean): Promise<Plan> {
	const p = planOf(query, typing, all);
	const candidates = candidatesOf(query.words);
	await readVocabularies(ix, firstFiles(ix, p, candidates));
	for (const t of p.terms) addChoices(ix, t, p.terms.length === 1);
	addNames(ix, p, candidates);
	addProperties(ix, p);
	await addBeginnings(ix, p);
	await addTypos(ix, p);
	for (const t of p.terms) t.idf = idf(ix, p, t);
	return p;
}

// planOf decides which words of a query are looked for.
function planOf(query: Query, typing: boolean, all: boolean): Plan {
	const { words, text } = query;
	const typed = typing && words.at(-1)?.end === text.length ? words.length - 1 : -1;
	const termsOf = (counts: (w: QueryWord) => boolean): Term[] => {
		const terms: Term[] = [];
		words.forEach((w, i) => {
			const repeats = i !== typed && terms.some((t) => t.folded === w.folded && t.number === w.number && t.quoted === w.quoted);
			if (counts(w) && !repeats) terms.push(termOf(words, i, i === typed));
		});
		return terms;
	};
	const some = termsOf((w) => !isStopWord(w.folded));
	const terms = some.length ? some : termsOf(() => true);
	return {
		query, terms, names: [], wanted: [], unwant: [], exact: [], all: all && !terms.length, typed, answers: [],
		number: terms.find((t) => t.number),
	};
}

function termOf(words: QueryWord[], position: number, typed: boolean): Term {
	const w = words[position];
	const t: Term = { ...w, position, typed, stem: "", choices: [], begins: false, typos: [], meant: "", idf: 0 };
	const { folded, number, script, quoted } = w;
	if (number) return t;
	if (script === Script.letters) {
		t.begins = typed;
		if (!quoted) t.stem = stem(folded);
		return t;
	}
	const nouns = [{ text: folded, quality: Quality.exact }];
	const noun = nounOf(words, position);
	if (noun) nouns.push({ text: noun, quality: Quality.stem });
	const n = count(folded);
	// The last syllable may not be whole.
	if (typed && n > Least.noun) nouns.push({ text: first(folded, n - 1), quality: Quality.prefix });
	return { ...t, nouns, begins: n === 1 };
}

// nounOf returns a word of Hangul without its particle, "" if it has none.
function nounOf(words: QueryWord[], position: number): string {
	const { folded, script, quoted, start } = words[position];
	const least = position > 0 && words[position - 1].end === start ? 1 : Least.noun;
	return script === Script.hangul && !quoted ? withoutParticle(folded, least) : "";
}

const stopWords = (
	"a an and are as at be by did do does for from how in is it of on or that the their this to was were what when where " +
	"which who why will with"
).split(" ");

function isStopWord(folded: string): boolean {
	return stopWords.includes(folded);
}

// firstFiles returns the vocabulary files that have what the query says as it
// is.
function firstFiles(ix: Files, p: Plan, candidates: Candidate[]): number[] {
	const keys = [...p.terms.flatMap((t) => [t.folded, ...keysOf(t)]), ...candidates.map((c) => c.text)];
	return [
		...keys.map((key) => fileOf(ix, key)),
		...p.terms.flatMap((t) => (t.begins ? beginningFiles(ix, t.folded) : [])),
		...p.query.filters.flatMap((f) => propertyFiles(ix, f)),
		...(p.all ? filesOf(ix, "kind:", Most.prefixFiles) : []),
	];
}

// keysOf returns the keys that a term may stand for, beside itself.
function keysOf(t: Term): string[] {
	if (t.number) return [...t.folded.split(" "), numberKey(t.number)];
	if (t.nouns) return t.nouns.flatMap((n) => [n.text, ...pairs(n.text)]);
	return t.stem ? [...forms(t.folded), numberKey(t.folded)] : [];
}

// numberKey returns the key of a printed paragraph number.
export function numberKey(number: string): string {
	return "#" + number;
}

// pairs returns every two characters of a text that follow each other, or its
// only one.
function pairs(text: string): string[] {
	const characters = [...text];
	return characters.length < 2 ? characters : characters.slice(1).map((c, i) => characters[i] + c);
}

// addChoices looks up what a term stands for.
function addChoices(ix: Files, t: Term, alone: boolean): void {
	if (t.number) {
		addChoice(ix, t, Quality.exact, numberKey(t.number));
		if (!alone || !t.choices.length) addChoice(ix, t, Quality.exact, ...t.folded.split(" "));
		return;
	}
	for (const { text, quality } of t.nouns || []) {
		if (count(text) > Least.noun) addChoice(ix, t, quality, text); // as the name of something
		addChoice(ix, t, quality, ...pairs(text));
	}
	if (t.nouns) return;
	addChoice(ix, t, Quality.exact, t.folded);
	if (t.stem) for (const form of forms(t.folded)) addChoice(ix, t, Quality.stem, form);
}

// addChoice adds a choice of keys if the index has them all.
export function addChoice(ix: Files, t: Term, quality: number, ...texts: string[]): void {
	const keys = texts.map((text) => keyOf(ix, text));
	if (keys.every((k) => k)) t.choices.push({ keys: keys as Key[], quality });
}

// Candidate is a run of words that may be a name or a compound.
interface Candidate extends Span {
	text: string;
	quality: number;
}

// candidatesOf returns what the index may have a name or a compound for.
function candidatesOf(words: QueryWord[]): Candidate[] {
	const list: Candidate[] = [];
	words.forEach((start, from) => {
		for (let to = from + 1; to <= Math.min(words.length, from + Most.nameWords); to++) {
			const { run, number } = words[to - 1];
			const whole = from === 0 && to === words.length;
			if (!whole && (run !== start.run || start.quoted || number)) continue;
			if (from > 0 && isStopWord(start.folded)) break;
			list.push(...namesOf(words, { from, to }));
		}
		const compound = !start.quoted && compoundAt(words, from);
		if (compound) list.push({ ...compound, quality: Quality.compound });
	});
	return list;
}

// namesOf returns the key of a name that the words are, and if they end in a
// particle, the one without it.
function namesOf(words: QueryWord[], span: Span): Candidate[] {
	const folded = words.slice(span.from, span.to).map((w) => w.folded);
	const list = [{ ...span, text: folded.join(" "), quality: Quality.exact }];
	const noun = nounOf(words, span.to - 1);
	if (noun) list.push({ ...span, text: [...folded.slice(0, -1), noun].join(" "), quality: Quality.exact });
	return list;
}

// addNames looks up names and compounds. A name within a longer one does not
// count.
function addNames(ix: Files, p: Plan, candidates: Candidate[]): void {
	const found: Name[] = [];
	for (const { from, to, text, quality } of candidates) {
		const key = keyOf(ix, text);
		if (!key || (quality === Quality.exact && !key.targets.length)) continue;
		found.push({ from, to, key, quality });
		if (quality === Quality.exact && from === 0 && to === p.query.words.length) p.exact.push(...key.targets);
	}
	p.names = found.filter(
		(n) =>
			n.quality !== Quality.exact ||
			!found.some((o) => o.quality === Quality.exact && o.from <= n.from && n.to <= o.to && o.to - o.from > n.to - n.from),
	);
	p.exact = [...new Set(p.exact)].sort((a, b) => a - b);
}

// propertyFiles returns the vocabulary files that have what a filter asks for.
function propertyFiles(ix: Files, f: Filter): number[] {
	if (f.value) return [fileOf(ix, f.sort + ":" + f.value)];
	const files: number[] = [];
	const last = fileOf(ix, "year:" + f.last);
	for (let i = fileOf(ix, "year:" + f.first); i <= last && files.length < Most.prefixFiles; i++) files.push(i);
	return files;
}

// asksFor says whether a property of a filter's sort is what it asks for.
export function asksFor(f: Filter, k: Key): boolean {
	const value = k.text.slice(f.sort.length + 1);
	return f.value ? f.value === value : value.length === 4 && f.first <= value && value <= f.last;
}

// propertyKeys looks up what a filter asks for.
export function propertyKeys(ix: Files, f: Filter): Key[] {
	return keysFrom(ix, f.sort + ":", propertyFiles(ix, f))
		.filter((k) => asksFor(f, k))
		.slice(0, Most.years);
}

// addProperties looks up what the filters ask for: of those of one sort, any.
function addProperties(ix: Files, p: Plan): void {
	for (const f of p.query.filters) {
		const list = f.not ? p.unwant : p.wanted;
		let property = list.find((o) => o.sort === f.sort);
		if (!property) list.push((property = { sort: f.sort, keys: [] }));
		property.keys.push(...propertyKeys(ix, f));
	}
}

// beginningFiles returns the vocabulary files that have the words that begin
// like this; if they are many, those of the frequent ones.
function beginningFiles(ix: Files, beginning: string): number[] {
	const { frequent } = ix.root;
	if (!Object.hasOwn(frequent, beginning)) return filesOf(ix, beginning, Most.prefixFiles);
	return [...new Set(frequent[beginning].map((word) => fileOf(ix, word)))].slice(0, Most.prefixFiles);
}

// addBeginnings looks up the words that begin like the one that is being typed,
// and like those that stand for nothing.
async function addBeginnings(ix: Files, p: Plan): Promise<void> {
	for (const t of p.terms) t.begins ||= t.script === Script.letters && !t.number && !t.quoted && !t.choices.length;
	const begin = p.terms.filter((t) => t.begins);
	await readVocabularies(ix, begin.flatMap((t) => beginningFiles(ix, t.folded)));
	for (const t of begin) {
		for (const k of beginnings(ix, t.folded)) if (!has(t, k)) t.choices.push({ keys: [k], quality: Quality.prefix });
	}
}

// has says whether a key by itself is among a term's choices.
export function has(t: Term, k: Key): boolean {
	return t.choices.some(({ keys }) => keys.length === 1 && keys[0] === k);
}

// beginnings returns the words in the most entries that begin like this, but
// for those whose lists would be too much to read.
function beginnings(ix: Files, beginning: string): Key[] {
	let sum = 0;
	return frequentFirst(keysFrom(ix, beginning, beginningFiles(ix, beginning)).filter(isWordKey))
		.slice(0, Most.prefixKeys)
		.filter((k) => {
			const fits = !sum || sum + k.bytes <= Most.prefixBytes;
			if (fits) sum += k.bytes;
			return fits;
		});
}

// frequentFirst sorts keys, those in the most entries first.
export function frequentFirst(keys: Key[]): Key[] {
	return keys.sort((a, b) => b.entries - a.entries || compareTexts(a.text, b.text));
}

// isWordKey tells words from names, numbers and properties.
export function isWordKey(k: Key): boolean {
	return !/[ #:]/.test(k.text);
}

// idf returns how much a term tells entries apart, in sixteenths of a bit.
function idf(ix: Files, p: Plan, t: Term): number {
	const least = t.choices.map((c) => Math.min(...c.keys.map((k) => k.entries)));
	const named = t.choices.length ? [] : p.names.filter((n) => covers(n, t)).map((n) => n.key.entries);
	const most = Math.max(1, ...least, ...named);
	return logarithm(2 * ix.root.entries + most) - logarithm(most) + leastIDF;
}
