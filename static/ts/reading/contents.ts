// The contents of a document: which section is in view, and folding them away
// where they stand above the text.

import { change } from "../engine/deliveries";
import { set } from "../interface/element";
import { closest, on } from "./event";

const wide = "(min-width: 76rem)"; // contents stand beside the text, as in the style sheet
const reading = 0.25; // how far down the window a section counts as being read
const following = 4; // Node.DOCUMENT_POSITION_FOLLOWING
const around = 24; // pixels that stay free around the current entry

interface Entry {
	link: Element;
	section: Element; // its heading
}

const links = 'nav.contents a[href^="#"]';

export function contents(): void {
	let entries: Entry[] = [];
	let current: Entry | undefined;
	let jump: Entry | undefined; // where a link has led
	let jumpAt = -1; // until the page is scrolled from there

	// read looks for the entries, which a preview may change.
	function read(): void {
		entries = [...document.querySelectorAll<HTMLAnchorElement>(links)].flatMap((link) => {
			const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
			return section ? [{ link, section }] : [];
		});
	}

	// update marks the entry of the section in view.
	function update(): void {
		const next = scrollY === jumpAt ? jump : inView();
		if (next?.link !== current?.link) {
			current?.link.removeAttribute("aria-current");
			if (next) {
				set(next.link, { "aria-current": "true" });
				reveal(next.link);
			}
		}
		current = next;
	}

	// inView is the last section that begins above a line of the window. While the
	// end of the page comes into view the line goes down to the bottom, so that
	// short sections there are reached as well.
	function inView(): Entry | undefined {
		const { clientHeight, scrollHeight } = document.documentElement;
		const most = scrollHeight - clientHeight;
		const end = most && 1 - (most - scrollY) / Math.min(clientHeight, most);
		jumpAt = -1;
		return lastOf((section) => section.getBoundingClientRect().top < clientHeight * Math.max(reading, end));
	}

	function lastOf(is: (section: Element) => unknown): Entry | undefined {
		let i = entries.length;
		while (--i >= 0 && !is(entries[i]!.section));
		return entries[i];
	}

	// arrive takes the section that an address leads to for the one in view, even
	// where the page ends before it can be scrolled to the top.
	function arrive(): void {
		requestAnimationFrame(() => {
			const target = document.querySelector(":target");
			if (target) {
				const { top } = target.getBoundingClientRect();
				jump = lastOf((section) => section === target || section.compareDocumentPosition(target) & following);
				jumpAt = top > -1 && top < innerHeight ? scrollY : -1; // pixels have parts
				update();
			}
		});
	}

	read();
	on("pageshow hashchange", arrive);
	on("scroll resize", update);
	new ResizeObserver(update).observe(document.body); // at first as well
	on(change, () => {
		read();
		update();
	});

	// The contents are closed on a narrow window, at first and after a link of theirs
	// was followed, and open on a wide one.
	const media = matchMedia(wide);
	const fold = (): void => document.querySelectorAll<HTMLDetailsElement>("nav.contents details").forEach((details) => (details.open = media.matches));
	fold();
	media.onchange = fold;
	on("click", ({ target }: Event) => {
		if (closest(target, links)) {
			fold(); // before the browser scrolls, as what is above the text moves it
			arrive(); // though the address may stay the same
		}
	});
}

// reveal scrolls what holds a link so that the link is seen, and nothing else: the
// page stays where it is.
function reveal(link: Element): void {
	const { top, bottom } = link.getBoundingClientRect();
	for (let box = link.parentElement; box?.closest("nav"); box = box.parentElement) {
		const inside = box.getBoundingClientRect();
		box.scrollTop += Math.min(0, top - around - inside.top) || Math.max(0, bottom + around - inside.bottom);
	}
}
