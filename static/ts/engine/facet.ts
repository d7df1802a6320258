// What a query finds by its properties; see internal/find/facet.go.

import { compareTexts } from "./compare";
import { listOf, readKeys, readLists, type Files } from "./files";
import { parse } from "./query";
import { asksFor } from "./resolve";
import { find } from "./result";
import type { Value } from "./types";

// facet counts what a query finds by the properties of a sort ("agency", "kind",
// "pillar" or "year"), without the query's own filters of that sort, the most
// frequent first.
export async function facet(ix: Files, query: string, sort: string): Promise<Value[]> {
	const q = parse(query);
	const chosen = q.filters.filter((f) => f.sort === sort && !f.not);
	q.filters = q.filters.filter((f) => f.sort !== sort);
	const [, s] = await find(ix, q, false, true);
	const keys = await readKeys(ix, sort + ":", Infinity);
	await readLists(ix, keys);
	const found = new Uint8Array(ix.slots);
	for (const slot of s.order) found[slot] = 1;
	return keys
		.map((k) => ({
			property: k.text,
			count: listOf(ix, k).reduce((sum, posting) => sum + found[posting >>> 3], 0),
			chosen: chosen.some((f) => asksFor(f, k)),
		}))
		.filter((v) => v.count || v.chosen)
		.sort((a, b) => b.count - a.count || compareTexts(a.property, b.property));
}
