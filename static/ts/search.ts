// What answers queries: beside the box of a page, or on the search page.

import { open } from "./engine/index";
import type { Index } from "./engine/types";
import { box } from "./interface/box";
import { searchForm } from "./interface/form";
import { page } from "./interface/page";

const form = searchForm();
if (form) {
	let tried = 0;
	let opened: Promise<Index> | undefined;
	const index = (): Promise<Index> =>
		(opened ??= open(form.index, tried++).catch((reason: unknown) => {
			opened = undefined; // to be asked for again
			throw reason;
		}));
	if (form.results) {
		page(form, form.results, index);
	} else {
		box(form, index);
	}
}
