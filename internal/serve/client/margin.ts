// Marks in the margin, beside the paragraphs that diagnostics concern.

import { aids } from "./aid";
import type { Card } from "./card";
import { button } from "./element";
import * as messages from "./messages";
import type { Diagnostic } from "./protocol";
import { remarks } from "./remark";

// margin returns a function that is told the diagnostics of this page.
export function margin(card: Card): (list: Diagnostic[]) => void {
	const marks = aids<Diagnostic[]>(
		"mark",
		(list) => {
			const label = messages.ofParagraph(list.length);
			const severity = list.some((d) => d.severity === "error") ? "error" : "warning";
			const mark = button({ class: severity, "aria-label": label, title: label, "aria-haspopup": "dialog" }, "!", () => card.toggle(mark, label, remarks(list)));
			return mark;
		},
		(paragraph, mark) => paragraph.append(mark),
	);
	return (list) => {
		const wanted = new Map<Element, Diagnostic[]>();
		for (const d of list) {
			const paragraph = d.paragraph && document.getElementById(d.paragraph);
			if (paragraph) {
				wanted.set(paragraph, [...(wanted.get(paragraph) ?? []), d]);
			}
		}
		marks(wanted);
	};
}
