// Random pages and random edits, for the test of how pages are morphed.

import { Morph } from "../../client/morph";

declare global {
	var tryMorphs: (seed: number, times: number) => string[];
	var keepsAll: (seed: number, times: number) => string[];
}

// A generator of numbers that gives the same on every machine (mulberry32).
function random(seed: number): (below: number) => number {
	return (below) => {
		seed = (seed + 0x6d2b79f5) | 0;
		let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) % below;
	};
}

type Random = (below: number) => number;

const tags = ["p", "div", "span", "li", "ul", "a", "section", "details", "input", "svg"];
const texts = ["one", "two", "\n", "one two three", "the harbour", "2 April 2031", "  "];

function node(r: Random, depth: number): Node {
	switch (r(depth > 3 ? 3 : 8)) {
		case 0: return document.createTextNode(texts[r(texts.length)]!);
		case 1: return document.createTextNode("text " + r(1000));
		case 2: return r(4) ? document.createTextNode("\n") : document.createComment("note " + r(5));
		default: return tree(r, depth);
	}
}

function tree(r: Random, depth: number): Element {
	const tag = tags[r(tags.length)]!;
	const made = tag === "svg" ? document.createElementNS("http://www.w3.org/2000/svg", "g") : document.createElement(tag);
	attribute(r, made);
	for (let n = r(6); n > 0; n--) {
		made.append(node(r, depth + 1));
	}
	return made;
}

function attribute(r: Random, element: Element): void {
	const [name, value] = ([["id", "id" + r(12)], ["class", "c" + r(3)], ["href", "x" + r(9)], ["title", "t" + r(9)], ["open", ""], ["lang", "ko"]] as const)[r(6)]!;
	r(3) ? element.setAttribute(name, value) : element.removeAttribute(name);
	if (element.namespaceURI?.endsWith("svg") && r(2)) {
		element.setAttributeNS("http://www.w3.org/1999/xlink", "xlink:href", "#" + r(4));
	}
}

function nodesOf(root: Node): Node[] {
	const list: Node[] = [];
	for (const walker = document.createTreeWalker(root); walker.nextNode(); ) {
		list.push(walker.currentNode);
	}
	return list;
}

function edit(r: Random, root: Element): void {
	const all = nodesOf(root);
	const one = all[r(all.length + 1)] ?? root;
	const other = all[r(all.length + 1)] ?? root;
	switch (r(6)) {
		case 0: if (one !== root) (one as ChildNode).remove(); break;
		case 1: if (other instanceof Element) other.insertBefore(node(r, 2), other.childNodes[r(other.childNodes.length + 1)] ?? null); break;
		case 2: if (one instanceof CharacterData) one.data += " more " + r(9); break;
		case 3: if (one instanceof Element) attribute(r, one); break;
		case 4: if (one !== root && other instanceof Element && !one.contains(other)) other.insertBefore(one, other.firstChild); break;
		case 5: if (one.parentNode && one !== root) one.parentNode.append(one); break;
	}
}

function edited(r: Random, root: Element, times: number): Element {
	const copy = root.cloneNode(true) as Element;
	while (times-- > 0) {
		edit(r, copy);
	}
	return copy;
}

const noSwap = (link: HTMLLinkElement): HTMLLinkElement => link;

// strangers puts what was not published all over a page, as scripts do.
function strangers(r: Random, page: Element): void {
	for (const one of nodesOf(page)) {
		if (one instanceof Element && r(4) === 0) {
			one.insertBefore(document.createElement("x-stranger"), one.childNodes[r(one.childNodes.length + 1)] ?? null);
			one.setAttribute("data-stranger", "");
		}
	}
}

function withoutStrangers(page: Element): Element {
	const copy = page.cloneNode(true) as Element;
	copy.querySelectorAll("x-stranger").forEach((one) => one.remove());
	[copy, ...copy.querySelectorAll("*")].forEach((one) => one.removeAttribute("data-stranger"));
	return copy;
}

function same(made: Element, wanted: Element, what: string, failures: string[]): void {
	if (!made.isEqualNode(wanted)) {
		failures.push(`${what}: ${made.outerHTML}\nis not\n${wanted.outerHTML}`);
	}
}

// tryMorphs morphs random pages to edited and to other ones, one after the other.
globalThis.tryMorphs = (seed, times) => {
	const failures: string[] = [];
	for (let i = 0; i < times && failures.length === 0; i++) {
		const r = random(seed + i);
		const page = document.createElement("article");
		page.append(tree(r, 0), tree(r, 0));
		document.querySelector("main")!.replaceChildren(page);
		const morph = new Morph(page, noSwap);
		const strange = r(2) === 0;
		let published = page.cloneNode(true) as Element;
		for (let step = 0; step < 4; step++) {
			if (strange) {
				strangers(r, page);
			}
			const before = page.querySelectorAll("x-stranger").length;
			if (step === 2) {
				published = published.cloneNode(false) as Element;
				published.append(tree(r, 0), tree(r, 0));
			} else {
				published = edited(r, published, 1 + r(8));
			}
			const wanted = published.cloneNode(true) as Element;
			const changed = morph.to(wanted);
			same(strange ? withoutStrangers(page) : page, published, `seed ${seed + i}, step ${step}`, failures);
			same(wanted, published, `seed ${seed + i}: the edition was changed`, failures);
			if (morph.to(published).size > 0) {
				failures.push(`seed ${seed + i}: the same edition again changed something`);
			}
			if (changed.size === 0 && page.querySelectorAll("x-stranger").length !== before) {
				failures.push(`seed ${seed + i}: strangers went without a change`);
			}
		}
	}
	return failures;
};

// keepsAll inserts one element, and wants every other node to be the same object as
// before.
globalThis.keepsAll = (seed, times) => {
	const failures: string[] = [];
	for (let i = 0; i < times && failures.length === 0; i++) {
		const r = random(seed + i);
		const page = document.createElement("article");
		for (let n = 2 + r(30); n > 0; n--) {
			const p = document.createElement("p");
			p.append(`Paragraph ${r(20)} of the text`);
			p.id = "p" + n;
			page.append(p, "\n");
		}
		document.querySelector("main")!.replaceChildren(page);
		const before = nodesOf(page);
		const morph = new Morph(page, noSwap);
		const next = page.cloneNode(true) as Element;
		const made = document.createElement("p");
		made.append("A paragraph that was not there");
		next.insertBefore(made, next.childNodes[r(next.childNodes.length + 1)] ?? null);
		const changed = morph.to(next);
		same(page, next, `seed ${seed + i}`, failures);
		const lost = before.filter((one) => !page.contains(one)).length;
		if (lost > 0 || changed.size !== 1) {
			failures.push(`seed ${seed + i}: ${lost} nodes were lost and ${changed.size} changed`);
		}
	}
	return failures;
};
