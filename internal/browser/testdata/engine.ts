// An engine that says what a test wants to hear, in place of the real one: the
// first word of a query decides. It holds back answers until the test lets
// them go, so that nothing depends on time.

import type { Group, Index, Result, Value } from "./types";

declare global {
	var asked: string[]; // queries, as they came
	var release: Record<string, () => void>; // by query that is held back
	var broken: string; // the name of the error that the next question meets
}

globalThis.asked ??= [];
globalThis.release ??= {};

function hostile(query: string): Group[] {
	const markup = `<img src=x onerror="document.title='broken'"><script>alert(1)</script>${query}`;
	return [{ path: "statement/index.html", kind: "<b>kind</b>", title: [{ text: markup }], label: markup, description: [{ text: markup, mark: true }] }];
}

// far has a mark that two short lines would not show.
const far = [
	{ text: "Both sides agreed, after long talks in both capitals and at sea, that they will " },
	{ text: "dredge", mark: true },
	{ text: " the channel." },
];

function found(): Group[] {
	const excerpt = [{ text: "… both sides will " }, { text: "dredge", mark: true }, { text: " the channel …" }];
	return [
		{ path: "agencies/harbour/index.html", kind: "agency", title: [{ text: "Harbour Authority" }], label: "HA", answer: true, hits: [{ number: "1", excerpt }] },
		{
			path: "annexes/a/index.html", kind: "annex", title: [{ text: "Joint statement" }], label: "Annex A", more: 4,
			hits: [
				{ number: "1.1", printed: true, heading: "I. Waters", pillar: 1, excerpt },
				{ number: "u1", heading: "I. Waters", pillar: 1, excerpt },
				{ number: "1.2", printed: true, excerpt },
			],
		},
		{ path: "dates/2031/index.html#date-2031-04-02", kind: "date", title: [{ text: "2 April 2031" }], description: [{ text: "Named in 3 paragraphs." }] },
	];
}

async function search(query: string, options: { from?: number } = {}): Promise<Result> {
	globalThis.asked.push(query);
	const [word] = query.split(" ");
	if (globalThis.broken) {
		const name = globalThis.broken;
		globalThis.broken = "";
		throw Object.assign(new Error(name), { name });
	}
	if (word === "held") {
		await new Promise<void>((resolve) => {
			globalThis.release[query] = resolve;
		});
	}
	const result: Result = { query, total: 3, exact: true, groups: found(), more: !options.from, next: 3, partial: false };
	switch (word) {
		case "nothing":
			return { ...result, total: 0, groups: [], more: false, suggestions: ["dredge"] };
		case "one":
			return { ...result, total: 1, groups: result.groups.slice(0, 1), more: false };
		case "many":
			return { ...result, total: 12345, exact: false };
		case "mistyped":
			return { ...result, corrections: [{ from: "mistyped", to: "typed" }] };
		case "far":
			return { ...result, groups: result.groups.slice(1, 2).map((group) => ({ ...group, hits: [{ number: "1.1", printed: true, excerpt: far }] })) };
		case "part":
			return { ...result, partial: true, notes: ["too-long"] };
		case "hostile":
			return { ...result, groups: hostile(query) };
	}
	return result;
}

async function facet(query: string, sort: string): Promise<Value[]> {
	const all: Record<string, Value[]> = {
		kind: [{ property: "kind:annex", count: 2 }, { property: "kind:letter-of-intent", count: 1 }],
		pillar: [{ property: "pillar:1", count: 2 }],
		year: [{ property: "year:2031", count: 3 }],
		agency: [{ property: "agency:harbour", count: 1 }],
	};
	const chosen = (value: Value): boolean => query.includes(value.property) || (sort === "year" && query.includes("year:2030..2032"));
	return (all[sort] ?? []).map((value) => (chosen(value) ? { ...value, chosen: true } : value));
}

export async function open(): Promise<Index> {
	return { search, facet, pillars: [{ number: 1, name: "Waters" }] };
}
