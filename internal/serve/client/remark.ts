// How a diagnostic is shown.

import { coded, element, link } from "./element";
import * as messages from "./messages";
import type { Diagnostic } from "./protocol";

const most = 50; // diagnostics in a list
const around = 160; // characters of a line that are shown before and after the place

// remarks lists diagnostics.
export function remarks(list: Diagnostic[]): HTMLElement {
	const items = list.slice(0, most).map((one) => element("li", {}, remark(one)));
	if (list.length > most) {
		items.push(element("li", { class: "quiet" }, messages.rest(list.length - most)));
	}
	return element("ol", { class: "remarks" }, ...items);
}

function remark(d: Diagnostic): HTMLElement {
	const place = d.line > 0 ? `${d.file}:${d.line}:${d.column}` : d.file;
	return element(
		"article", { class: d.severity === "error" ? "remark error" : "remark warning" },
		element("h3", {}, element("span", { class: "severity" }, d.severity, " "), element("span", { class: "message" }, ...coded(d.message))),
		element("p", { class: "place" }, link({ class: "file" }, d.edit, place), " ", element("code", { class: "code" }, d.code)),
		(d.context?.length ?? 0) > 0 && source(d),
		...(d.notes ?? []).map((note) => element("p", { class: "note" }, ...coded(note))),
		d.hint && element("p", { class: "hint" }, element("strong", {}, messages.hint, ":"), " ", ...coded(d.hint)),
	);
}

// source shows the lines around a place.
function source({ context, line, column, width }: Diagnostic): HTMLElement {
	return element("pre", { class: "source", tabindex: "0", "aria-label": messages.line(line) }, ...context!.map((one) => {
		const is = one.line === line;
		return element(
			"span", { class: is ? "line here" : "line" },
			element("span", { class: "at", "aria-hidden": "true" }, String(one.line)),
			element("code", {}, ...(is ? highlighted(one.text, column, width) : [beginning([...one.text], 2 * around)])),
		);
	}));
}

// highlighted are the parts of a line with the place marked, be it behind the
// last character. Columns count characters, as a string's iterator does.
function highlighted(text: string, column: number, width: number): (Node | string)[] {
	const characters = [...text];
	const start = Math.min(Math.max(column - 1, 0), characters.length);
	const end = Math.min(start + Math.max(width, 1), characters.length);
	return [
		start > around ? "… " : "",
		characters.slice(Math.max(start - around, 0), start).join(""),
		element("mark", start === end ? { class: "caret" } : {}, characters.slice(start, end).join("") || " "),
		beginning(characters.slice(end), around),
	];
}

// beginning is the beginning of a long text.
function beginning(characters: string[], most: number): string {
	return characters.length > most ? characters.slice(0, most).join("") + " …" : characters.join("");
}
