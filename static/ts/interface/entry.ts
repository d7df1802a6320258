// What the box and the search page both show of what was found.

import type { Group, Hit, Result } from "../engine/types";
import * as messages from "./messages";

// placeOf is the address of a hit, or of its page.
export function placeOf(root: string, group: Group, hit?: Hit): string {
	const anchor = hit?.number && !group.path.includes("#") ? "#para-" + hit.number : "";
	return root + group.path + anchor;
}

// remarks are what is to be said of a result beside its entries.
export function remarks(result: Result): string[] {
	const list = (result.corrections ?? []).map(({ from, to }) => messages.corrected(from, to));
	if (result.partial) {
		list.push(messages.partial);
	}
	if (result.notes?.includes("too-long")) {
		list.push(messages.tooLong);
	}
	return list;
}
