// Style sheets are changed without a moment in which the page has none.

import { hold } from "./keep";

const earlier = new WeakMap<Element, Element[]>(); // the sheets that a sheet takes the place of

// swap loads a style sheet beside another one, which goes once it has come. One
// that does not come changes nothing.
export function swap(link: HTMLLinkElement, address: string): HTMLLinkElement {
	const next = link.cloneNode() as HTMLLinkElement;
	next.href = address;
	const replaced = [...(earlier.get(link) ?? []), link];
	earlier.set(next, replaced);
	const put = hold();
	const at = scrollY;
	next.addEventListener("load", () => {
		replaced.forEach((one) => one.remove());
		if (scrollY === at) {
			put();
		}
	});
	link.after(next);
	return next;
}
