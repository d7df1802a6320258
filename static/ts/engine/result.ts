// The results of a query, a page at a time; see internal/find/result.go.

import { excerpt, pieces } from "./excerpt";
import { readAhead, readLists, readRecords, recordOf, type Files } from "./files";
import { Least, Most } from "./limits";
import { matcherOf } from "./match";
import { parse, type Query } from "./query";
import { compareFound, divided, ownOf, propertiesOf, rank, type Found, type Scored } from "./rank";
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
	await addPage(ix, result, p, s, from, groups);
	if (s.partial || (!result.groups.length && !from)) result.suggestions = await suggest(ix, p);
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
async function addPage(ix: Files, result: Result, p: Plan, { order, scores }: Selection, from: number, groups: number): Promise<void> {
	const size = Math.max(Least.window, Math.min(Most.window, divided(Most.windowEntries, ix.root.entries)));
	const startOf = (at: number): number => at - (at % size);
	let at = from;
	let dropped = 0;
	let seen = 0;
	for (let windows = 0; startOf(at) < order.length && windows < Most.windows && result.groups.length < groups; windows++) {
		const start = startOf(at);
		const slots = order.slice(start, start + size);
		const entries = await readEntries(ix, p, slots, scores);
		const rest = entries.slice(at - start);
		const shown = rest.slice(0, groups - result.groups.length);
		result.groups.push(...shown.map(groupOf));
		at = shown.length < rest.length ? at + shown.length : start + size;
		dropped += slots.length - entries.length;
		seen = start + slots.length;
	}
	result.more = at < order.length;
	result.next = result.more ? at : 0;
	result.total = order.length - dropped;
	result.exact = !isDecidedByText(p) || (!from && seen === order.length);
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

// readEntries reads some entries, and puts those that the texts show to be found
// in the order of these.
async function readEntries(ix: Files, p: Plan, slots: number[], scores: Int32Array): Promise<Found[]> {
	await readRecords(ix, [...slots, ...p.names.flatMap(targetsOf)]);
	const match = matcherOf(ix, p);
	return slots
		.flatMap((slot) => {
			const r = recordOf(ix, slot);
			return (r && rank(p, match, r, scores[slot], p.answers.includes(slot))) || [];
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
		hits: hits.slice(0, Most.hits).map((s) => hitOf(e.record, s)),
		more: Math.max(0, hits.length - Most.hits),
	};
}

// hitsOf returns the paragraphs that are shown, one of each number: the best one,
// then the best with each word that those before lack, then the others with all
// words of the best one.
function hitsOf({ paragraphs, record }: Found): Scored[] {
	const [best] = paragraphs;
	const list = new Map<string | number, Scored>();
	let covered = 0;
	const add = (s: Scored): void => {
		covered |= s.match.terms;
		const key = record.p![s.number][0] || s.number;
		if (!list.has(key)) list.set(key, s);
	};
	for (const s of paragraphs) if (s === best || (!best.precise && s.match.terms & ~covered)) add(s);
	for (const s of paragraphs) if (!(best.match.terms & ~s.match.terms) && (s.precise || !best.precise)) add(s);
	return [...list.values()];
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
	const [pillar, another] = properties.filter((property) => property.startsWith("pillar:"));
	return pillar && !another ? +pillar.slice(7) : 0;
}
