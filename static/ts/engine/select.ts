// Which entries are found, by what the lists say; see internal/find/select.go.

import { filesOf, keyOf, keysFrom, listOf, type Files } from "./files";
import { Most } from "./limits";
import { Quality, saturation } from "./rank";
import { covers, numberKey, type Name, type Plan, type Property, type Term } from "./resolve";
import type { Key } from "./vocabulary";

// Selection is what the lists say about a query.
export interface Selection {
	order: number[]; // slots of the entries found, the best first
	scores: Int32Array; // of all slots, see rank.ts
	partial: boolean; // no entry has all words
}

// keysOfPlan returns all keys whose lists a plan needs.
export function keysOfPlan(ix: Files, p: Plan): Key[] {
	return [
		...p.terms.flatMap((t) => [...t.choices.flatMap((c) => c.keys), ...(paragraphKey(ix, p, t) || [])]),
		...p.names.map((n) => n.key),
		...[...p.wanted, ...p.unwant].flatMap((f) => f.keys),
		...allKeys(ix, p),
	];
}

// allKeys returns keys that have all entries in their lists, for a query that
// only says what it does not want.
function allKeys(ix: Files, p: Plan): Key[] {
	return p.all && !p.wanted.length ? keysFrom(ix, "kind:", filesOf(ix, "kind:", Most.prefixFiles)) : [];
}

// choose finds the entries that have all words of a plan, or if there are none,
// those that have the most, and orders them by what the lists say. The files of
// the lists have been read.
export function choose(ix: Files, p: Plan): Selection {
	settleNumber(ix, p);
	const allowed = allowedSlots(ix, p);
	const scores = new Int32Array(ix.slots);
	const has = new Int32Array(ix.slots); // bits of the terms
	p.terms.forEach((t, i) => addTerm(ix, p, t, 1 << i, scores, has));
	if (!p.terms.length) addAll(ix, p, scores, has);
	const counts = has.map((mask, slot) => (allowed[slot] ? ones(mask) : 0));
	const most = counts.reduce((a, b) => (a > b ? a : b), 1);
	const found: number[] = [];
	for (let slot = 0; slot < counts.length; slot++) if (counts[slot] === most) found.push(slot);
	findAnswers(ix, p, allowed);
	return { order: ordered(p, found, scores), scores, partial: most < p.terms.length && found.length > 0 };
}

// ones counts the bits that are set.
export function ones(mask: number): number {
	let n = 0;
	for (; mask; mask &= mask - 1) n++;
	return n;
}

// ordered puts the answers first, then what has the highest score.
function ordered(p: Plan, found: number[], scores: Int32Array): number[] {
	const answers = new Set(p.answers);
	const rest = answers.size ? found.filter((slot) => !answers.has(slot)) : found;
	// One number for each, since numbers are sorted faster than by a function.
	const ranks = new Float64Array(rest.length);
	for (let i = 0; i < rest.length; i++) ranks[i] = rest[i] - scores[rest[i]] * scores.length;
	const order = p.answers.slice();
	for (const rank of ranks.sort()) order.push(((rank % scores.length) + scores.length) % scores.length);
	return order;
}

// addTerm adds what the lists of a term's keys say to the scores, and its bit to
// the words that the entries have.
function addTerm(ix: Files, p: Plan, t: Term, bit: number, scores: Int32Array, has: Int32Array): void {
	const best = new Int32Array(ix.slots);
	const raise = (list: Uint32Array, quality: number): void => {
		for (const posting of list) {
			const score = t.idf * quality * saturation[posting & 7];
			const slot = posting >>> 3;
			if (score > best[slot]) best[slot] = score;
		}
	};
	for (const c of t.choices) raise(common(ix, c.keys), c.quality);
	for (const n of p.names) if (covers(n, t)) raise(listOf(ix, n.key), n.quality);
	for (let slot = 0; slot < best.length; slot++) {
		if (best[slot]) {
			scores[slot] += best[slot];
			has[slot] |= bit;
		}
	}
}

// common returns the entries that are in the lists of all keys, each with the
// least of its weights.
function common(ix: Files, keys: Key[]): Uint32Array {
	return keys.map((k) => listOf(ix, k)).reduce(intersection);
}

function intersection(a: Uint32Array, b: Uint32Array): Uint32Array {
	const both = new Uint32Array(Math.min(a.length, b.length));
	let n = 0;
	for (let i = 0, j = 0; i < a.length && j < b.length; ) {
		const slot = a[i] >>> 3;
		const other = b[j] >>> 3;
		if (slot === other) both[n++] = Math.min(a[i], b[j]);
		if (slot <= other) i++;
		if (slot >= other) j++;
	}
	return both.subarray(0, n);
}

// addAll finds all entries that a query without words may mean: those with what
// its filters ask for, or just all.
function addAll(ix: Files, p: Plan, scores: Int32Array, has: Int32Array): void {
	for (const k of [...allKeys(ix, p), ...p.wanted.flatMap((f) => f.keys)]) {
		for (const posting of listOf(ix, k)) {
			const slot = posting >>> 3;
			scores[slot] = Math.max(scores[slot], posting & 7);
			has[slot] = 1;
		}
	}
}

// allowedSlots says which slots have what the filters ask for, as far as the
// lists tell.
function allowedSlots(ix: Files, p: Plan): Uint8Array {
	const allowed = new Uint8Array(ix.slots).fill(1);
	const narrow = (f: Property, wanted: number): void => {
		const has = new Uint8Array(ix.slots);
		for (const k of f.keys) for (const posting of listOf(ix, k)) has[posting >>> 3] = 1;
		has.forEach((is, slot) => (allowed[slot] &= +(is === wanted)));
	};
	for (const f of p.wanted) narrow(f, 1);
	for (const f of p.unwant) if (f.sort === "kind") narrow(f, 0); // of others a paragraph may be without
	return allowed;
}

// paragraphKey returns the key of the paragraph that a number may be, if it is
// one: "7" is one after the name of an entry.
function paragraphKey(ix: Files, p: Plan, t: Term): [Key] | undefined {
	if (t.number || t.quoted || !t.position || !/^\d{1,3}$/.test(t.folded) || !nameBefore(p, t)) return;
	const key = keyOf(ix, numberKey(t.folded));
	return key && [key];
}

// nameBefore returns the name that all words before a term are.
function nameBefore(p: Plan, t: Term): Name | undefined {
	return p.names.find((n) => n.quality === Quality.exact && n.from === 0 && n.to === t.position);
}

// settleNumber makes the number after a name that of a paragraph if what is
// named has such a paragraph.
function settleNumber(ix: Files, p: Plan): void {
	for (const t of p.terms) {
		const keys = !p.number && paragraphKey(ix, p, t);
		if (!keys) continue;
		const { targets } = nameBefore(p, t)!.key;
		if (listOf(ix, keys[0]).some((posting) => targets.includes(posting >>> 3))) {
			t.number = t.folded;
			t.choices.push({ keys, quality: Quality.exact });
			p.number = t;
		}
	}
}

// findAnswers finds the entries that the query names as a whole, or that have
// the paragraph that it asks for: of the entries that its other words name, or of
// all if there are no others.
function findAnswers(ix: Files, p: Plan, allowed: Uint8Array): void {
	p.answers = p.exact.filter((slot) => allowed[slot]);
	if (!p.number || p.answers.length) return;
	const key = keyOf(ix, numberKey(p.number.number));
	if (!key) return;
	p.answers = Array.from(listOf(ix, key))
		.filter((posting) => allowed[posting >>> 3] && mayMean(p, posting >>> 3))
		.sort((a, b) => (b & 7) - (a & 7) || a - b)
		.map((posting) => posting >>> 3);
}

// mayMean says whether an entry is named by every word of the query beside its
// number.
function mayMean(p: Plan, slot: number): boolean {
	return p.terms.every((t) => t === p.number || p.names.some((n) => covers(n, t) && n.key.targets.includes(slot)));
}
