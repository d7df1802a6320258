// The errors: a sheet over the lower part of the page, which can be collapsed
// and does not take the focus.

import { button, element } from "./element";
import * as messages from "./messages";
import type { Diagnostic } from "./protocol";
import { remarks } from "./remark";

export interface Overlay {
	tell(errors: Diagnostic[]): void;
	collapse(): boolean; // says whether it was open
	element: HTMLElement;
	pill: HTMLElement; // expands it
}

// overlay is told what there is to be told aloud, and that it opens.
export function overlay(announce: (text: string) => void, opens: () => void): Overlay {
	const title = element("h2", { id: "errors-title" });
	const list = element("div", { class: "content" });
	const shut = button({ class: "collapse" }, messages.collapse, collapse);
	const sheet = element(
		"div", { class: "errors", role: "dialog", id: "errors", "aria-modal": "false", "aria-labelledby": title.id, hidden: "" },
		element("header", {}, title, shut),
		element("p", { class: "quiet" }, messages.lastGood), list,
	);
	const pill = button({ class: "pill error", "aria-controls": "errors", "aria-expanded": "false", hidden: "" }, "", () => (sheet.hidden ? expand() : collapse()));
	let count = 0;

	function show(open: boolean): void {
		sheet.hidden = !open;
		pill.setAttribute("aria-expanded", String(open));
	}

	function expand(): void {
		opens();
		show(true);
	}

	function collapse(): boolean {
		const open = !sheet.hidden;
		const had = sheet.matches(":focus-within");
		show(false);
		if (had) {
			pill.focus();
		}
		return open;
	}

	function tell(errors: Diagnostic[]): void {
		const before = count;
		count = errors.length;
		const said = messages.errors(count);
		title.textContent = pill.textContent = said;
		pill.hidden = count === 0;
		list.replaceChildren(remarks(errors));
		if (count === 0) {
			show(false);
		} else if (before === 0) {
			expand();
		}
		if (count !== before) {
			announce(count === 0 ? messages.mended : `${said}: ${errors[0]!.message}`);
		}
	}

	return { tell, collapse, element: sheet, pill };
}
