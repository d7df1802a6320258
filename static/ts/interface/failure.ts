// What the search page says when an answer does not come.

import { button, element } from "./element";
import { failure, tryAgain } from "./messages";

// failed says why in the place of the results and offers to try again.
export function failed(name: string, again: () => void): void {
	const status = document.getElementById("search-status");
	const results = document.getElementById("search-results");
	if (!status || !results) {
		return;
	}
	status.textContent = "";
	results.replaceChildren(element("p", { class: "note", role: "alert" }, failure(name)), button(tryAgain, again));
	results.dataset.state = "failed";
	document.documentElement.classList.remove("searching");
}
