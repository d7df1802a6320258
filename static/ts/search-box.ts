// What shows answers below the search box of a page. Without the engine, which
// comes before it, it does nothing.

import { box } from "./interface/box";
import { searchForm } from "./interface/form";

const form = searchForm();
const open = globalThis.concordSearch?.open;
if (form && open) {
	box(form, () => open(form.index));
}
