// Aids: the small controls that stand beside links and paragraphs. The page's
// own elements are left as they are; an aid is one more beside them, with what
// it shows out of the site's reach.

import { apart } from "./element";

// aids returns a function that makes the aids of one kind those of the given
// elements. One that stays is not touched unless what it tells has changed, so
// that it keeps the focus; put puts a new one into the page.
export function aids<T>(kind: string, fill: (value: T) => HTMLElement, put: (owner: Element, aid: HTMLElement) => void) {
	let all = new Map<Element, { aid: HTMLElement; told: string }>();
	return (wanted: Map<Element, T>): void => {
		const next: typeof all = new Map();
		for (const [owner, value] of wanted) {
			const told = JSON.stringify(value);
			const old = all.get(owner);
			if (old?.told === told && old.aid.isConnected) {
				next.set(owner, old);
				all.delete(owner);
			} else {
				const aid = apart("concord-aid", fill(value));
				aid.setAttribute("kind", kind);
				next.set(owner, { aid, told });
			}
		}
		all.forEach(({ aid }) => aid.remove());
		all = next;
		all.forEach(({ aid }, owner) => aid.isConnected || put(owner, aid));
	};
}
