// The one name that the scripts and the index's files share. Each of these files
// is a script that calls it, since a page opened from a disk may run a script
// beside it but not fetch it.

import type { Index } from "./types";

export interface Deliveries {
	(name: string, data: string): void;
	kept: Map<string, string>; // what was delivered and not taken yet, by its name
	open?: (base: string) => Promise<Index>; // once the engine has come
}

// change is the event of a window in which the site has changed under the page, as
// a preview tells it: the index is another one.
export const change = "concord:change";

declare global {
	var concordSearch: Deliveries | undefined;
}

// deliveries returns the function of that name, which whoever comes first makes.
export function deliveries(): Deliveries {
	const kept = new Map<string, string>();
	return (globalThis.concordSearch ??= Object.assign((name: string, data: string) => void kept.set(name, data), { kept }));
}
