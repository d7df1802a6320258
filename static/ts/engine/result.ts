// The results of a query, a page at a time; see internal/find/result.go.

import { excerpt, pieces } from "./excerpt";
import { readAhead, readLists, readRecords, recordOf, type Files } from "./files";
import { matcherOf } from "./match";
import { parse, type Query } from "./query";
import {
	compareFound, divided, leastWindow, maxHits, maxWindows, mostWindow, ownOf, propertiesOf, rank, windowEntries,
	type Found, type Scored,
} from "./rank";
import type { Record } from "./record";
import { resolve, targetsOf, type Plan } from "./resolve";
import { choose, keysOfPlan, type Selection } from "./select";
import { suggest } from "./suggest";
import type { Group, Hit, Options, Piece, Result } from "./types";

// search answers a query.
export async function search(ix: Files, text: string, { typing, from = 0, groups = 10 }: Options = {}): Promise<Result> {
	readAhead(ix);
	const q = parse(text);
	const [p, s] = await find(ix, q, typing, q.filters.length + q.excluded.length > 0);
	const corrections = p.terms.filter((t) => t.meant).map((t) => ({ from: q.text.slice(t.start, t.end), to: t.meant }));
	const result: Result = {
		query: text, total: 0, exact: true, groups: [], more: false, next: 0, partial: s.partial,
		corrections, suggestions: [], notes: q.cut ? ["too-long"] : [],
	};
	await addPage(ix, result, p, s, Math.max(from, 0), groups);
	if (s.partial || (!result.groups.length && from <= 0)) result.suggestions = await suggest(ix, p);
	return result;
}

// find reads what a query needs beside the texts. With all set, a query without
// words and filters finds everything.
export async function find(ix: Files, q: Query, typing = false, all = false): Promise<[Plan, Selection]> {
	const p = await resolve(ix, q, typing, all);
	await readLists(ix, keysOfPlan(ix, p));
	return [p, choose(ix, p)];
}

// addPage adds a page of groups to a result. Entries are read a window at a time,
// and ordered within it; from counts entries before the window and groups within
// it that have been shown.
async function addPage(ix: Files, result: Result, p: Plan, s: Selection, from: number, groups: number): Promise<void> {
	const { order } = s;
	const size = Math.max(leastWindow, Math.min(mostWindow, divided(windowEntries, Math.max(ix.root.entries, 1))));
	let start = from - (from % size);
	let skip = from - start;
	let dropped = 0;
	for (let windows = 0; start < order.length && windows < maxWindows && !result.more; windows++) {
		const end = Math.min(start + size, order.length);
		const entries = await readWindow(ix, p, s, start, end);
		dropped += end - start - entries.length;
		for (let i = skip; i < entries.length && !result.more; i++) {
			if (result.groups.length < groups) result.groups.push(groupOf(entries[i]));
			else {
				result.more = true;
				result.next = start + i;
			}
		}
		if (!result.more) start = end;
		skip = 0;
	}
	if (!result.more && start < order.length) {
		result.more = true;
		result.next = start;
	}
	result.total = order.length - dropped;
	result.exact = !isDecidedByText(p) || (from <= 0 && start + size >= order.length);
}

// isDecidedByText says whether only the texts tell which entries are found.
function isDecidedByText(p: Plan): boolean {
	const places = p.wanted.filter((f) => f.sort !== "kind").length; // must be in one paragraph with the words
	return (
		(places > 0 && places + p.terms.length > 1) ||
		p.unwant.some((f) => f.sort !== "kind") ||
		p.query.phrases.length + p.query.excluded.length > 0
	);
}

// readWindow reads some of the entries in the order of the lists, and puts those
// that the texts show to be found in theirs.
async function readWindow(ix: Files, p: Plan, s: Selection, start: number, end: number): Promise<Found[]> {
	const slots = s.order.slice(start, end);
	await readRecords(ix, [...slots, ...p.names.flatMap(targetsOf)]);
	const match = matcherOf(ix, p);
	return slots
		.flatMap((slot, i) => {
			const r = recordOf(ix, slot);
			return (r && rank(p, match, r, s.scores[slot], start + i < p.answers.length)) || [];
		})
		.sort(compareFound);
}

// groupOf returns an entry as it is shown.
function groupOf(e: Found): Group {
	const { t, l, u, k } = e.record;
	const hits = hitsOf(e);
	return {
		path: u, kind: k, title: pieces(t, e.names[0].marks), label: l,
		description: hits.length ? undefined : descriptionOf(e),
		pillar: onlyPillar(ownOf(e.record)), answer: e.answer,
		hits: hits.slice(0, maxHits).map((s) => hitOf(e.record, s)),
		more: Math.max(0, hits.length - maxHits),
	};
}

// hitsOf returns the paragraphs with all words that the best one has, one of each
// number.
function hitsOf({ paragraphs, record }: Found): Scored[] {
	const numbers = new Set<string>();
	return paragraphs.filter((s) => {
		const [best] = paragraphs;
		const number = record.p![s.number][0];
		if ((best.match.terms & ~s.match.terms) !== 0 || (best.precise && !s.precise) || numbers.has(number)) return false;
		if (number) numbers.add(number);
		return true;
	});
}

function hitOf(r: Record, s: Scored): Hit {
	const paragraph = r.p![s.number];
	const [number, printed, heading, text] = paragraph;
	return {
		number, printed: !!printed, heading: heading < 0 ? undefined : r.h![heading],
		pillar: onlyPillar(propertiesOf(r, paragraph)) || onlyPillar(ownOf(r)),
		excerpt: excerpt(text, s.match.marks),
	};
}

// descriptionOf returns what is shown of an entry without hits: what describes
// it, or how it begins.
function descriptionOf({ record: { d, p }, about }: Found): Piece[] {
	return !d && p && p[0] ? excerpt(p[0][3], []) : excerpt(d || "", about.marks);
}

// onlyPillar returns the pillar among properties, 0 if there is none or more
// than one.
function onlyPillar(properties: string[]): number {
	const pillars = properties.filter((property) => property.startsWith("pillar:"));
	return (pillars.length === 1 && /^pillar:\d+$/.test(pillars[0]) && +pillars[0].slice(7)) || 0;
}
