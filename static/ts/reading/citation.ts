// What there is to copy of a paragraph. The citations are made with the page: an
// element for each style has a pattern in which {n} stands for the number.

import { numberOf } from "./words";

const key = "concord:citation-style";

let chosen: string | null | undefined; // by the reader
try {
	chosen = localStorage.getItem(key);
} catch {
	// The browser refuses it.
}

// styles are the elements of those in which the page is cited.
export function styles(): HTMLElement[] {
	return [...document.querySelectorAll<HTMLElement>("[data-style][data-paragraph]")];
}

// choice is the style that the reader has chosen, or the first.
export function choice(): HTMLElement {
	const list = styles();
	return list.find(({ dataset: { style } }) => style === chosen) ?? list[0]!;
}

export function choose({ dataset: { style } }: HTMLElement): void {
	chosen = style;
	try {
		localStorage.setItem(key, style!);
	} catch {
		// It holds for this page alone.
	}
}

// citation is that of the paragraph of an id.
export function citation(id: string): string {
	const [is, n] = numberOf(id);
	const { unnumbered, paragraph } = choice().dataset;
	return (is ? unnumbered : paragraph)!.replaceAll("{n}", n);
}

// quotation is what a paragraph itself says, in quotation marks. Those inside it
// become single ones.
export function quotation(paragraph: Element): string {
	const copy = paragraph.cloneNode(true) as Element;
	copy.querySelectorAll(".para, .num, .apparatus, .act, .acts, sup").forEach((element) => element.remove());
	const text = copy.textContent!.replace(/\s+/g, " ").trim();
	return `“${text.replace(/“|(^|[\s([])"/g, "$1‘").replace(/[”"]/g, "’")}”`;
}

// address is that of a paragraph, wherever the page is read.
export function address(id: string): string {
	const canonical = document.querySelector<HTMLLinkElement>("link[rel=canonical]");
	return (canonical ?? location).href.replace(/[?#].*/, "") + "#" + id;
}
