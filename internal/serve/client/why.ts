// Why is this linked? While links are explained, each has a control that tells
// by what rule it is one, and each paragraph leads to its line in the source.

import { aids } from "./aid";
import type { Card } from "./card";
import { button, element, link } from "./element";
import * as messages from "./messages";
import type { Note, Notes } from "./protocol";

export interface Why {
	show(notes: Notes | undefined): void; // undefined: links are not explained
}

export function why(card: Card, read: () => Promise<Notes>): Why {
	const asks = aids<Note>(
		"ask",
		(note) => {
			const label = messages.why(note.words);
			const ask = button({ "aria-label": label, title: label, "aria-haspopup": "dialog" }, "?", () => card.toggle(ask, label, explained(note)));
			return ask;
		},
		(a, ask) => a.after(ask),
	);
	const edits = aids<{ line: number; edit: string }>(
		"edit",
		({ line, edit }) => link({ "aria-label": messages.editParagraph(line), title: messages.editParagraph(line) }, edit, messages.edit),
		(paragraph, edit) => (paragraph.querySelector(":scope > p") ?? paragraph.lastChild!).after(edit),
	);

	// With Alt a click on a link asks about it at any time.
	document.addEventListener("click", (event) => {
		const a = event.altKey && event.target instanceof Element && event.target.closest<HTMLElement>("main a[href]");
		if (a) {
			event.preventDefault();
			const label = messages.why(a.textContent!.trim());
			read().then(
				(notes) => {
					const note = linksOf(notes).get(a);
					card.toggle(a, label, note ? explained(note) : element("p", {}, messages.unknown));
				},
				() => card.toggle(a, label, element("p", {}, messages.failed)),
			);
		}
	});

	return {
		show(notes) {
			asks(notes ? linksOf(notes) : new Map());
			edits(new Map((notes?.paragraphs ?? []).flatMap(({ anchor, line, edit }) => {
				const paragraph = edit && document.getElementById(anchor);
				return paragraph ? [[paragraph, { line, edit }] as const] : [];
			})));
		},
	};
}

// linksOf finds the links that are told of. They are told in the order of the
// page; two of the same words in one paragraph are told apart by that.
function linksOf({ links }: Notes): Map<Element, Note> {
	const found = new Map<Element, Note>();
	for (const note of links ?? []) {
		const place = note.paragraph ? document.getElementById(note.paragraph) : document.querySelector("main");
		const candidates = [...(place?.querySelectorAll("a[href]") ?? [])].filter(
			(a) => !found.has(a) && a.getAttribute("href") === note.href && (!note.paragraph || a.closest(".para") === place),
		);
		const a = candidates.find((a) => plain(a.textContent!) === plain(note.words)) ?? candidates[0];
		if (a) {
			found.set(a, note);
		}
	}
	return found;
}

const plain = (text: string): string => text.replace(/\s+/g, " ").trim();

function explained(note: Note): HTMLElement {
	const considered = note.considered ?? [];
	const instead = note.instead ?? [];
	return element(
		"div", { class: "why" },
		element(
			"dl", {},
			...fact(messages.leadsTo, note.what), ...fact(messages.rule, note.rule),
			...(considered.length > 0 ? fact(messages.considered, ...considered) : []),
		),
		instead.length > 0 && element("h3", {}, messages.instead),
		instead.length > 0 && element("ul", { class: "instead" }, ...instead.map(copyable)),
		note.line > 0 && element("p", { class: "place" }, link({}, note.edit, messages.line(note.line))),
	);
}

function fact(name: string, ...values: string[]): HTMLElement[] {
	return [element("dt", {}, name), ...values.map((value) => element("dd", {}, value))];
}

// copyable shows Markdown with a button that copies it. Where the browser keeps
// the clipboard from a page, the text is selected instead.
function copyable(text: string): HTMLElement {
	const code = element("code", {}, text);
	const said = element("span", { class: "quiet", role: "status" });
	const copy = button({ "aria-label": `${messages.copy} ${text}` }, messages.copy, () => {
		const select = (): void => {
			getSelection()?.selectAllChildren(code);
			said.textContent = messages.selected;
		};
		const done = navigator.clipboard?.writeText(text);
		done ? done.then(() => (said.textContent = messages.copied), select) : select();
	});
	return element("li", {}, code, copy, said);
}
