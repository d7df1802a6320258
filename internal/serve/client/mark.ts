// Marking briefly what has changed.

const shown = 2000; // milliseconds
const name = "concord-changed";
const blocks = ":is(p, li, tr, figure, dt, dd, h1, h2, h3, h4, h5, h6, pre, blockquote):not(nav *)";

const timers = new WeakMap<Element, number>();

// markChanged marks the paragraphs in which something changed, or what stands in
// their place on pages without.
export function markChanged(changed: Iterable<Node>): void {
	for (const block of new Set([...changed].flatMap(blocksOf))) {
		mark(block);
	}
}

// mark marks an element; if it is marked, then for longer.
export function mark(block: Element): void {
	clearTimeout(timers.get(block));
	block.classList.remove(name);
	void block.getBoundingClientRect(); // so that it begins anew
	block.classList.add(name);
	timers.set(block, setTimeout(() => {
		block.classList.remove(name);
		if (block.className === "") {
			block.removeAttribute("class");
		}
	}, shown));
}

// blocksOf are the blocks inside a new node, or the one that it is in.
function blocksOf(node: Node): Element[] {
	const element = node instanceof Element ? node : node.parentElement;
	if (!element?.closest("main")) {
		return [];
	}
	const inside = element === node && !element.matches(".para, p") ? [...element.querySelectorAll(".para")] : [];
	const around = paragraphOf(element) ?? element.closest(blocks);
	return around ? [around] : inside;
}

// paragraphOf is the paragraph that an element is in. One with sub-paragraphs is
// only what it says itself, so that these are not taken for changed.
function paragraphOf(element: Element): Element | null {
	const paragraph = element.closest(".para");
	const part = element.closest(blocks);
	return part && paragraph?.contains(part) && paragraph.querySelector(".para") ? part : paragraph;
}
