// Changing a page in place towards what was published after it.
//
// What a page was published with and what it has become are two things: scripts
// and readers change it as well. So a copy of what was published is kept, the
// copy is compared with the new edition, and only what differs is done to the
// page. What was not published (the results of a search, the preview's marks)
// and what was not changed (an open list, a text that is being typed, the focus)
// stays as it is.

import { pair } from "./pair";

export class Morph {
	private readonly mates = new WeakMap<Node, Node>(); // of the copy → of the page
	private readonly copy: Element;
	private changed = new Set<Node>();

	// A page is told as it was published, but for the preview's own elements. The
	// copy is of a document that loads nothing. swap puts another style sheet in
	// the place of one, and returns it.
	constructor(
		page: Element,
		private readonly swap: (link: HTMLLinkElement, address: string) => HTMLLinkElement,
		isOwn: (element: Element) => boolean = () => false,
	) {
		this.copy = document.implementation.createHTMLDocument().importNode(page, true);
		this.marry(this.copy, page);
		for (const element of this.copy.querySelectorAll("*")) {
			if (isOwn(element)) {
				element.remove();
			}
		}
	}

	// needsReload says whether the way to a page leads over other scripts, which
	// only a new page can run.
	needsReload(target: Element): boolean {
		return scripts(this.copy) !== scripts(target);
	}

	// to changes the page, and returns the elements and texts of the page of which
	// the content is not what it was.
	to(target: Element): Set<Node> {
		this.changed = new Set();
		this.node(this.copy, target);
		return this.changed;
	}

	private node(copy: Node, target: Node): void {
		if (copy.isEqualNode(target)) {
			return;
		}
		if (copy instanceof Element) {
			this.attributes(copy, target as Element);
			this.children(copy, target);
		} else {
			this.text(copy as CharacterData, target as CharacterData);
		}
	}

	private text(copy: CharacterData, { data }: CharacterData): void {
		const page = this.mates.get(copy) as CharacterData;
		if (page.data === copy.data) {
			replace(page, data);
		} else {
			page.data = data;
		}
		copy.data = data;
		this.changed.add(page);
	}

	private attributes(copy: Element, target: Element): void {
		const page = this.mates.get(copy) as Element;
		for (const { name, namespaceURI, localName } of [...copy.attributes]) {
			if (!target.hasAttribute(name)) {
				copy.removeAttribute(name);
				page.removeAttributeNS(namespaceURI, localName);
			}
		}
		for (const { name, namespaceURI, value } of target.attributes) {
			if (copy.getAttribute(name) !== value) {
				copy.setAttributeNS(namespaceURI, name, value);
				if (name === "href" && isSheet(page)) {
					this.mates.set(copy, this.swap(page, value));
				} else {
					page.setAttributeNS(namespaceURI, name, value);
				}
			}
		}
	}

	private children(copy: Element, target: Node): void {
		const olds = [...copy.childNodes];
		const news = [...target.childNodes];
		const { old, same, moved } = pair(olds, news);
		const kept = new Set(old.values());
		olds.filter((node) => !kept.has(node)).forEach((node) => this.remove(node));
		let next = copy.firstChild;
		for (const node of news) {
			while (next && moved.has(next)) {
				next = next.nextSibling;
			}
			const found = old.get(node);
			if (!found) {
				this.insert(copy, node, next);
			} else if (found === next) {
				next = found.nextSibling;
			} else {
				this.place(copy, found, next);
				moved.delete(found);
			}
			if (found && !same.has(node)) {
				this.node(found, node);
			}
		}
	}

	private remove(copy: ChildNode): void {
		const page = this.mates.get(copy) as ChildNode;
		if (page.parentNode) {
			this.changed.add(page.parentNode);
		}
		page.remove();
		copy.remove();
	}

	private insert(parent: Element, node: Node, next: Node | null): void {
		const copy = parent.ownerDocument.importNode(node, true);
		const page = document.importNode(node, true);
		this.marry(copy, page);
		this.place(parent, copy, next);
		this.changed.add(page);
	}

	// place puts a node before another, in the copy and in the page. There, scripts
	// may have removed its neighbours.
	private place(parent: Element, copy: Node, next: Node | null): void {
		const page = this.mates.get(parent)!;
		const after = (next ? next.previousSibling : parent.lastChild) as Node | null;
		const nextOne = next && this.mates.get(next)!;
		const lastOne = after && this.mates.get(after)!;
		const reference = nextOne?.parentNode === page ? nextOne : lastOne?.parentNode === page ? lastOne.nextSibling : null;
		parent.insertBefore(copy, next);
		move(page, this.mates.get(copy)!, reference);
	}

	private marry(copy: Node, page: Node): void {
		this.mates.set(copy, page);
		for (let a = copy.firstChild, b = page.firstChild; a && b; a = a.nextSibling, b = b.nextSibling) {
			this.marry(a, b);
		}
	}
}

// replace changes only the part of a text that differs, which leaves a selection
// around it alone.
function replace(text: CharacterData, data: string): void {
	const most = Math.min(text.length, data.length);
	let start = 0;
	while (start < most && text.data[start] === data[start]) start++;
	let end = 0;
	while (end < most - start && text.data.at(-1 - end) === data.at(-1 - end)) end++;
	text.replaceData(start, text.length - start - end, data.slice(start, data.length - end));
}

// move moves a node without taking the focus from it, where the browser can.
function move(parent: Node & { moveBefore?: (node: Node, next: Node | null) => void }, node: Node, next: Node | null): void {
	if (parent.moveBefore && node.parentNode === parent && node.isConnected) {
		parent.moveBefore(node, next);
	} else {
		parent.insertBefore(node, next);
	}
}

function isSheet(element: Element): element is HTMLLinkElement {
	return element instanceof HTMLLinkElement && element.relList.contains("stylesheet");
}

// scripts lists what a page runs. The theme's own script runs those that the
// search form names.
function scripts(page: Element): string {
	return JSON.stringify(
		[...page.querySelectorAll("script:not([type='application/ld+json']), [data-scripts]")].map((e) => [e.getAttribute("src"), e.getAttribute("data-scripts"), e.matches("script") && e.textContent]),
	);
}
