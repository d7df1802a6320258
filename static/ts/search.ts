// The engine: what answers queries, for the script that shows the answers and
// comes after this one.

import { change, deliveries } from "./engine/deliveries";
import { open } from "./engine/index";
import type { Index } from "./engine/types";

let tried = 0;
let opened: Promise<Index> | undefined; // the one index of a site

deliveries().open = (base) =>
	(opened ??= open(base, tried++).catch((reason: unknown) => {
		opened = undefined; // to be asked for again
		throw reason;
	}));

addEventListener(change, () => {
	opened = undefined;
	tried++; // or the browser might give the old root
	deliveries().kept.clear();
});
