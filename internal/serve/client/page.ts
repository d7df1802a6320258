// The page of this tab, and its newer editions.

import { hold } from "./keep";
import { Morph } from "./morph";
import { isOwn } from "./protocol";
import { swap } from "./sheet";

const againAfter = 1000; // milliseconds after a page could not be fetched

// follower returns a function that is told the tag of what the page should be,
// and brings the page there. It calls changed with what has another content.
export function follower(tag: string, changed: (nodes: Set<Node>) => void): (wanted: string) => void {
	const morph = new Morph(document.documentElement, swap, isOwn);
	let wanted = tag;
	let busy = false;

	async function run(): Promise<void> {
		while (wanted && wanted !== tag) {
			const goal = wanted;
			const response = await fetch(location.pathname + location.search, { cache: "no-store" });
			if (!response.ok) {
				return; // another state comes when there is something
			}
			show(new DOMParser().parseFromString(await response.text(), "text/html").documentElement);
			tag = response.headers.get("ETag") ?? goal;
			if (wanted === goal) {
				wanted = tag; // what is newer than what was asked for, the server tells
			}
		}
	}

	function show(edition: Element): void {
		if (morph.needsReload(edition)) {
			location.reload();
			return;
		}
		const put = hold();
		const nodes = morph.to(edition);
		put();
		changed(nodes);
	}

	function start(): void {
		if (!busy) {
			busy = true;
			run().then(
				() => (busy = false),
				() => setTimeout(() => ((busy = false), start()), againAfter),
			);
		}
	}

	return (next) => {
		wanted = next;
		start();
	};
}
