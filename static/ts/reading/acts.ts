// The menu of a paragraph: its link, its citation and its words, to be copied. A
// button beside the number opens it.

import { change } from "../engine/deliveries";
import { announcer } from "../interface/announce";
import { button, element, set } from "../interface/element";
import { address, choice, choose, citation, quotation, styles } from "./citation";
import { closest, on } from "./event";
import { layer } from "./layer";
import * as words from "./words";

export function acts(): void {
	let opened: HTMLElement | undefined; // the button of the menu that is open
	let close = (_back?: boolean): void => undefined; // that menu; true gives the button the focus
	let announce: ((text: string) => void) | undefined;

	function open(opener: HTMLElement): void {
		const paragraph = opener.closest(".para")!;
		const name = words.cite(paragraph.id);
		const box = element("div", { class: "acts", id: "_acts", role: "menu", "aria-label": name });
		let hide: (() => void) | undefined;

		function show(...content: Node[]): void {
			hide?.();
			box.replaceChildren(...content);
			hide = layer(box, paragraph, opener, 0, () => close());
		}

		// take copies a text. Where the browser keeps its clipboard from the page, the
		// text is selected for the older way, and stays so if that is closed as well.
		async function take(text: string): Promise<void> {
			try {
				await navigator.clipboard.writeText(text);
			} catch {
				if (!box.isConnected || !(select(text), document.execCommand("copy"))) {
					return;
				}
			}
			close(box.isConnected);
			set(opener, { "data-done": "" });
			announce!(words.copied);
		}

		function select(text: string): void {
			const area = element("textarea", { readonly: "", "aria-label": name }, text);
			set(box, { role: "dialog" });
			show(element("p", {}, words.byHand), area);
			area.focus();
			area.select();
		}

		document.querySelector("[data-done]")?.removeAttribute("data-done");
		announce ??= announcer(document.querySelector("main")!); // long before it has something to say
		opened = opener;
		set(opener, { "aria-expanded": "true" });
		close = (back) => {
			close = () => undefined;
			opened = undefined;
			set(opener, { "aria-expanded": "false" });
			if (back) {
				opener.focus();
			}
			hide?.();
		};
		box.addEventListener("keydown", (event) => {
			const { key } = event;
			const items = [...box.querySelectorAll("button")];
			const at = items.indexOf(document.activeElement as HTMLButtonElement);
			const to = ({ ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 } as Record<string, number>)[key];
			if (items[0] && to !== undefined) {
				event.preventDefault();
				items.at(to % items.length)!.focus();
			} else if (key === "Escape") {
				event.preventDefault();
				close(true);
			} else if (key === "Tab") {
				close(true); // to go on from the button
			}
		});
		show(...itemsOf(paragraph, take));
		box.querySelector("button")!.focus();
	}

	on("click", ({ target }: Event) => {
		const opener = closest(target, ".act");
		const was = opened;
		if (opener) {
			close(true);
			if (opener !== was) {
				open(opener);
			}
		}
	});
	on("pointerdown focusin", ({ target }: Event) => closest(target, ".acts, .act") || close());
	on(change, scan);
	(globalThis.requestIdleCallback ?? setTimeout)(scan);
}

// scan gives each paragraph that can be cited its button, right after the link to
// itself. The style sheet takes it out of the flow, so that nothing moves.
function scan(): void {
	for (const paragraph of styles()[0] ? document.querySelectorAll(".para[id]") : []) {
		const own = (selector: string): Element | null => paragraph.querySelector(`:scope > ${selector}, :scope > p > ${selector}`);
		let opener = own(".act");
		if (!opener) {
			opener = element("button", { type: "button", class: "act", "aria-haspopup": "menu", "aria-expanded": "false" });
			const link = own(":is(.num, .pilcrow)");
			link ? link.after(opener) : paragraph.prepend(opener);
		}
		const name = words.cite(paragraph.id);
		if (opener.ariaLabel !== name) {
			set(opener, { "aria-label": name });
		}
	}
}

// itemsOf are the items of a paragraph's menu; take is told what to copy.
function itemsOf(paragraph: Element, take: (text: string) => void): HTMLElement[] {
	const { id } = paragraph;
	const radios = styles().map((style) => {
		return item("menuitemradio", style.previousElementSibling!.textContent!, () => {
			choose(style);
			check();
		});
	});
	const check = (): void => radios.forEach((radio, i) => set(radio, { "aria-checked": String(styles()[i] === choice()) }));
	check();
	return [
		item("menuitem", words.copyLink, () => take(address(id))),
		item("menuitem", words.copyCitation, () => take(citation(id))),
		item("menuitem", words.copyQuotation, () => take(quotation(paragraph) + " " + citation(id))),
		element("div", { role: "group", "aria-label": words.citationStyle }, ...radios),
	];
}

function item(role: string, text: string, press: () => void): HTMLElement {
	const made = button(text, press);
	set(made, { role, tabindex: "-1" });
	return made;
}
