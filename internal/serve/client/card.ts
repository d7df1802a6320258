// A card beside what it is about.

import { button, element } from "./element";
import * as messages from "./messages";

export interface Card {
	toggle(from: HTMLElement, title: string, ...content: Node[]): void; // the element that opens it has the focus again after it
	close(): boolean; // says whether it was open
	check(): void; // closes it if what opened it is gone
	element: HTMLElement;
}

export function card(): Card {
	const title = element("h2", { id: "card-title" });
	const content = element("div", { class: "content" });
	const shut = button({ class: "close", "aria-label": messages.close }, "×", close);
	const box = element("div", { class: "card", role: "dialog", "aria-labelledby": title.id, hidden: "" }, element("header", {}, title, shut), content);
	let opener: HTMLElement | undefined;

	function toggle(from: HTMLElement, text: string, ...nodes: Node[]): void {
		if (opener === from && !box.hidden) {
			close();
			return;
		}
		opener = from;
		title.textContent = text;
		content.replaceChildren(...nodes);
		box.hidden = false;
		place(from);
		shut.focus({ preventScroll: true });
		box.scrollIntoView({ block: "nearest" });
	}

	// place puts the card below an element, within the window's width. On a narrow
	// window the style sheet decides.
	function place(from: HTMLElement): void {
		const at = from.getBoundingClientRect();
		const origin = box.parentElement!.getBoundingClientRect();
		const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 8));
		box.style.setProperty("--left", `${left - origin.left}px`);
		box.style.setProperty("--top", `${at.bottom - origin.top + 6}px`);
	}

	function close(): boolean {
		const open = !box.hidden;
		const had = box.matches(":focus-within");
		box.hidden = true;
		if (had) {
			opener?.focus({ preventScroll: true });
		}
		return open;
	}

	function check(): void {
		if (opener && !opener.isConnected) {
			close();
		}
	}

	addEventListener("pointerdown", (event) => {
		if (opener && !event.composedPath().some((target) => target === box || target === opener)) {
			close();
		}
	});
	return { toggle, close, check, element: box };
}
