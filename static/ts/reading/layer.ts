// Showing a small box beside what it belongs to, above the page: nothing of the
// page moves for it.

import { on } from "./event";

const edge = 8; // pixels between a box and the edge of the window
const gap = 4; // and between a box and what it belongs to

// layer shows a box as the last child of an element and near another, begun there
// or at an x further right. It calls lost when the other is no longer to be seen,
// and returns what takes the box away.
export function layer(box: HTMLElement, parent: Element, beside: Element, x: number, lost: () => void): () => void {
	const until = new AbortController();
	const set = (name: string, pixels: number): void => box.style.setProperty(name, pixels + "px");

	// place puts the box below, or above where there is more room, within the window
	// and never over what it belongs to. Where neither side has the room the box is as
	// high as the larger one, and scrolls. It says whether that can be seen.
	function place(): boolean {
		const { left, top, bottom } = beside.getBoundingClientRect(); // all nothing once it is gone
		const above = top - gap - edge;
		const below = innerHeight - bottom - gap - edge;
		set("margin", 0);
		set("top", 0);
		set("left", edge);
		set("right", edge); // so that it is no wider
		set("max-height", 1e4); // as high as it likes, to be measured
		const under = below >= Math.min(box.offsetHeight, above);
		set("max-height", under ? below : above);

		const origin = box.getBoundingClientRect(); // whatever the box is measured from
		const most = document.documentElement.clientWidth - edge - origin.width;
		set("left", edge + Math.max(edge, Math.min(Math.max(left, x), most)) - origin.left);
		set("top", (under ? bottom + gap : top - gap - origin.height) - origin.top);
		return bottom > 0 && top < innerHeight;
	}

	box.popover = "manual";
	parent.append(box);
	box.showPopover?.(); // in older browsers the style sheet alone lifts it
	place();
	on("scroll resize", ({ target }) => target === box || place() || lost(), { capture: true, signal: until.signal });
	return () => {
		until.abort();
		box.remove();
	};
}
