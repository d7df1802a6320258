// Elements are made here only, and text goes into them as text: nothing that
// was typed or read is ever taken for markup.

import type { Piece } from "../engine/types";

export type Child = Node | string | undefined | false | 0;

export function element<Tag extends keyof HTMLElementTagNameMap>(
	tag: Tag,
	attributes: Record<string, string>,
	...children: Child[]
): HTMLElementTagNameMap[Tag] {
	const made = document.createElement(tag);
	set(made, attributes);
	for (const child of children) {
		if (child) {
			made.append(child);
		}
	}
	return made;
}

export function set(element: Element, attributes: Record<string, string>): void {
	for (const name in attributes) {
		element.setAttribute(name, attributes[name]!);
	}
}

// marked shows pieces of text, the words found as such.
export function marked(pieces: Piece[] | undefined): DocumentFragment {
	const all = document.createDocumentFragment();
	for (const piece of pieces ?? []) {
		all.append(piece.mark ? element("mark", {}, piece.text) : piece.text);
	}
	return all;
}

export function button(text: string, press: () => void): HTMLButtonElement {
	const made = element("button", { type: "button" }, text);
	made.addEventListener("click", press);
	return made;
}
