// The words of what helps to read and to cite.

import { tr } from "concord:words";

// numberOf is the number of the paragraph of an id: "7.3", or 2 for "para-u2", the
// second of those without one.
export function numberOf(id: string): [unnumbered: string, number: string] {
	const [, unnumbered, number] = /-(u?)(.*)/.exec(id)!;
	return [unnumbered!, number!];
}

export function cite(id: string): string {
	const [unnumbered, n] = numberOf(id);
	return unnumbered ? tr("Cite unnumbered paragraph {}", n) : tr("Cite paragraph {}", n);
}

export function titleAt(id: string, title: string): string {
	const [unnumbered, n] = numberOf(id);
	return unnumbered ? tr("Unnumbered paragraph {} – {}", n, title) : tr("Paragraph {} – {}", n, title);
}

export const copyLink = tr("Copy link");
export const copyCitation = tr("Copy citation");
export const copyQuotation = tr("Copy quotation with citation");
export const citationStyle = tr("Citation style");
export const copied = tr("Copied.");
export const byHand = tr("Copy the selected text by hand.");
