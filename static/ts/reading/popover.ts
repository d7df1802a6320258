// The card beside a link that says what the link leads to: under a pointer, on
// keyboard focus, and at the first tap of a finger.
//
// It describes the link, and its own link leads where the link does. So nothing
// in it needs the keyboard: focus stays on the link, Tab goes on to the next, and
// Enter follows. Escape closes the card and leaves the focus where it is.

import { change } from "../engine/deliveries";
import { element, set } from "../interface/element";
import { cardOf, forget, type Card } from "./cards";
import { closest, on } from "./event";
import { layer } from "./layer";

const restsAfter = 200; // milliseconds over a link until its card is wanted
const leftAfter = 300; // milliseconds for the way from the link to the card
const tapWaits = 1000; // milliseconds for a card to come, before a tap follows the link

export function popovers(): void {
	let wanted: HTMLAnchorElement | null = null; // the link whose card is to be shown
	let box: HTMLElement | null = null; // the card that is shown, of that link
	let hide: (() => void) | null = null;
	let timer = 0;
	let touched = false; // the pointer is a finger

	function after(milliseconds: number, act: () => void): void {
		clearTimeout(timer);
		timer = setTimeout(act, milliseconds);
	}

	function close(): void {
		clearTimeout(timer);
		hide?.();
		wanted?.removeAttribute("aria-describedby");
		wanted = box = hide = null;
	}

	// open shows the card of a link, once it has come.
	async function open(link: HTMLAnchorElement, x = 0): Promise<void> {
		close();
		wanted = link;
		const card = await cardOf(link);
		if (card && wanted === link) {
			box = made(card, link);
			set(link, { "aria-describedby": box.id });
			hide = layer(box, document.querySelector("main")!, link, x, close);
		}
	}

	// follow goes where the link leads that was tapped, if it has no card.
	function follow(): void {
		if (wanted && !box) {
			location.assign(wanted.href);
		}
	}

	// leave closes the card, unless the pointer or the focus keeps it.
	function leave(): void {
		if (!wanted?.matches(":hover, :focus-visible") && !box?.matches(":hover")) {
			close();
		}
	}

	on("pointerover", ({ target, pointerType, clientX }: PointerEvent) => {
		touched = pointerType === "touch";
		const link = linkOf(target);
		if (link && link !== wanted) {
			void cardOf(link); // on its way while the pointer rests
			if (!touched) {
				after(restsAfter, () => open(link, clientX - 24));
			}
		} else if (link || inBox(target)) {
			clearTimeout(timer);
		}
	});
	on("pointerout", () => touched || after(leftAfter, leave));
	on("focusout", leave); // at once: what is reached next may lie below the card
	on("focusin", ({ target }: FocusEvent) => {
		const link = linkOf(target);
		if (link?.matches(":focus-visible") && link !== wanted) {
			close();
			requestAnimationFrame(() => document.activeElement === link && open(link)); // once it is scrolled to
		}
	});
	on("pointerdown", ({ target }: PointerEvent) => {
		if (linkOf(target) !== wanted && !inBox(target)) {
			close();
		}
	});
	on("click", (event: PointerEvent) => {
		const link = linkOf(event.target);
		if (link && touched && event.detail > 0 && !(box && link === wanted)) {
			event.preventDefault();
			void open(link).then(follow);
			after(tapWaits, follow);
		} else if (closest(event.target, "a")) {
			close();
		}
	});

	on("keydown", (event: KeyboardEvent) => {
		if (event.key === "Escape" && box && !event.defaultPrevented) {
			event.preventDefault(); // one thing after the other
			close();
		}
	});
	on(change, () => {
		close();
		forget();
	});

	const inBox = (target: EventTarget | null): boolean => !!box?.contains(target as Node);
}

const linkOf = (target: EventTarget | null): HTMLAnchorElement | null => closest(target, "a.m");

function made({ kind, title, lang, text, textLang, facts }: Card, { href }: HTMLAnchorElement): HTMLElement {
	return element(
		"div", { class: "popover", id: "_card", role: "tooltip" },
		kind && element("p", { class: "card-kind" }, kind),
		element("p", { class: "card-title" }, element("a", { href, tabindex: "-1", ...(lang && { lang }) }, title)),
		text && element("p", { class: "card-text", ...(textLang && { lang: textLang }) }, text),
		facts?.length && element("dl", { class: "card-facts" }, ...facts.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value)))),
	);
}
