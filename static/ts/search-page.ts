// What shows answers on the search page. Without the engine, which comes before
// it, it does nothing.

import { resultsPlace, searchForm } from "./interface/form";
import { page } from "./interface/page";

const form = searchForm();
const open = globalThis.concordSearch?.open;
const results = resultsPlace();
if (form && results && open) {
	page(form, results, () => open(form.index));
}
