// What the search page says when an answer does not come.

import { button, element } from "./element";
import { tryAgain } from "./messages";

// failed says why in the place of the results and offers to try again.
export function failed(results: HTMLElement, why: string, again: () => void): void {
	document.getElementById("search-status")!.textContent = "";
	results.replaceChildren(element("p", { class: "note", role: "alert" }, why), button(tryAgain, again));
	results.dataset.state = "failed";
	document.documentElement.classList.remove("searching");
}
