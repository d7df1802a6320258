// The panel in the corner: what is doubtful, what was not recognised, and the
// ways to the source.

import { button, element, link, type Child } from "./element";
import { mark } from "./mark";
import * as messages from "./messages";
import type { Diagnostic, Notes, State, Unrecognised } from "./protocol";
import { remarks } from "./remark";

export interface Panel {
	state(state: State, gone: boolean): void;
	connected(is: boolean): void;
	warnings(list: Diagnostic[], path: string): void;
	notes(notes: Notes | undefined): void; // undefined: they could not be read
	explains(is: boolean): void;
	collapse(): boolean; // says whether it was open
	isOpen(): boolean;
	element: HTMLElement;
	dock: HTMLElement[]; // what is seen of it always
}

// panel is told what to do when it opens, and when links are to be explained or
// no longer.
export function panel(opens: () => void, explain: () => void): Panel {
	const status = element("div", { class: "status" });
	const warnings = element("section", { "aria-label": messages.doubts });
	const unrecognised = element("section", { "aria-label": messages.strangers });
	const explains = button({ class: "explain", "aria-pressed": "false" }, messages.explain, explain);
	const edit = element("span", {});
	const box = element(
		"div", { class: "panel", role: "dialog", id: "panel", "aria-label": messages.preview, hidden: "" },
		element("header", {}, element("h2", {}, messages.preview), button({ class: "close", "aria-label": messages.close }, "×", collapse)),
		element("div", { class: "content" }, status, element("p", { class: "actions" }, explains, edit), warnings, unrecognised),
	);
	const lost = element("span", { class: "lost", role: "status", hidden: "" }, messages.lost);
	const badge = button({ class: "pill", "aria-controls": "panel", "aria-expanded": "false" }, messages.preview, () => (box.hidden ? expand() : collapse()));
	let said: { state?: State; gone: boolean; lost: boolean } = { gone: false, lost: false };

	function show(open: boolean): void {
		box.hidden = !open;
		badge.setAttribute("aria-expanded", String(open));
	}

	function expand(): void {
		show(true);
		opens();
	}

	function collapse(): boolean {
		const open = !box.hidden;
		const had = box.matches(":focus-within");
		show(false);
		if (had) {
			badge.focus();
		}
		return open;
	}

	function tell(): void {
		const { state, gone } = said;
		const reading = !!state && state.done < state.total && messages.reading(state.done, state.total);
		const doubts = !!state && state.warnings > 0 && messages.warnings(state.warnings);
		badge.textContent = reading || (gone && messages.goneBadge) || doubts || messages.preview;
		badge.classList.toggle("warning", !reading && !gone && !!doubts);
		badge.classList.toggle("gone", gone);
		lost.hidden = !said.lost;
		unrecognised.hidden = gone || said.lost; // nobody knows
		const lines: Child[] = [gone && messages.gone, reading, said.lost && messages.lostNote];
		status.replaceChildren(...lines.filter((line) => !!line).map((line) => element("p", { class: "note" }, line)));
	}

	return {
		state(state, gone) {
			said = { ...said, state, gone };
			tell();
		},
		connected(is) {
			said = { ...said, lost: !is };
			tell();
		},
		warnings(list, path) {
			const here = list.filter((d) => d.page === path);
			const elsewhere = list.filter((d) => d.page !== path);
			warnings.replaceChildren(
				...section(here, messages.here), ...section(elsewhere, messages.elsewhere),
				...(list.length === 0 ? [element("p", { class: "quiet" }, messages.noWarnings)] : []),
			);
		},
		notes(notes) {
			edit.replaceChildren(notes ? wayTo(notes) : "");
			unrecognised.replaceChildren(...(notes ? strangers(notes) : [element("p", { class: "note" }, messages.failed)]));
		},
		explains: (is) => explains.setAttribute("aria-pressed", String(is)),
		collapse,
		isOpen: () => !box.hidden,
		element: box,
		dock: [lost, badge],
	};
}

function section(list: Diagnostic[], title: string): HTMLElement[] {
	return list.length === 0 ? [] : [element("h3", { class: "title" }, `${title}: ${messages.warnings(list.length)}`), remarks(list)];
}

// wayTo leads to the source of the page, or where no editor is known names it.
function wayTo(notes: Notes): Node | string {
	return notes.edit ? editPage(notes) : notes.source && element("code", {}, notes.source);
}

// editPage leads to the line of the paragraph that is read, or else to the file.
function editPage(notes: Notes): HTMLElement {
	const made = link({ class: "edit", title: notes.source }, notes.edit, messages.editPage);
	const find = (): void => {
		const read = scrollY > 0 && (notes.paragraphs ?? []).find(({ anchor }) => (document.getElementById(anchor)?.getBoundingClientRect().bottom ?? 0) > 0);
		made.setAttribute("href", (read && read.edit) || notes.edit);
	};
	made.addEventListener("pointerdown", find);
	made.addEventListener("focus", find);
	return made;
}

function strangers({ source, unrecognised }: Notes): HTMLElement[] {
	if (!unrecognised?.length) {
		return [element("p", { class: "quiet" }, source ? messages.allRecognised : messages.noSource)];
	}
	const places = new Map<string, Unrecognised[]>(); // of the same words
	for (const one of unrecognised) {
		const key = `${one.kind} ${one.words}`;
		places.set(key, [...(places.get(key) ?? []), one]);
	}
	return [element("h3", { class: "title" }, messages.unrecognised(places.size)), element("ul", { class: "unrecognised" }, ...[...places.values()].map(stranger))];
}

// stranger tells the places of the same words.
function stranger(places: Unrecognised[]): HTMLElement {
	const { words, kind, paragraph } = places[0]!;
	const lines = places.filter(({ line }, i) => line !== places[i - 1]?.line);
	return element(
		"li", {},
		button({ class: "words" }, words, () => go(paragraph)), " ",
		element("span", { class: "quiet" }, kind), " ",
		element("span", { class: "at" }, ...lines.flatMap(({ edit, line }, i) => (i === 0 ? [link({}, edit, messages.line(line))] : [", ", link({}, edit, messages.number(line))]))),
	);
}

// go brings a paragraph into sight and marks it.
function go(id: string): void {
	const paragraph = document.getElementById(id);
	if (paragraph) {
		paragraph.scrollIntoView({ block: "center" });
		mark((paragraph.querySelector(".para") && paragraph.querySelector("p")) || paragraph);
	}
}
