// The title of a page that is opened at a paragraph begins with its number, which
// so goes into bookmarks, shares and the history.

import { change } from "../engine/deliveries";
import { on } from "./event";
import { titleAt } from "./words";

export function title(): void {
	const shown = document.querySelector("title")!.firstChild as Text; // it is changed in place, or a preview would lose it
	let plain = "";
	let told = "";
	on("pageshow hashchange " + change, () => {
		if (shown.data !== told) {
			plain = shown.data; // a preview has changed it
		}
		const id = document.querySelector(".para:target")?.id;
		told = id ? titleAt(id, plain) : plain;
		if (shown.data !== told) {
			shown.data = told;
		}
	});
}
