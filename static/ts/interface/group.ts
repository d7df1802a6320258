// A found page on the search page, with the paragraphs found in it.

import type { Group, Hit, Pillar } from "../engine/types";
import { element, marked, type Child } from "./element";
import { placeOf } from "./entry";
import * as messages from "./messages";

// groupItem shows a group. Pillars are named as the index names them.
export function groupItem(group: Group, root: string, pillars: Pillar[]): HTMLElement {
	const kind = messages.nameOf(group.kind);
	const link = (text: Child, hit?: Hit): HTMLElement => element("a", { href: placeOf(root, group, hit), "data-search-hit": "" }, text);
	const hits = group.hits?.map((hit) => {
		const { number, printed, heading, excerpt } = hit;
		const pillar = pillarName(pillars, hit.pillar);
		return element(
			"li", {},
			kicker(link(messages.paragraphName(number, !!printed), hit), heading, !heading?.includes(pillar) && pillar),
			element("p", {}, marked(excerpt)),
		);
	});
	return element(
		"li", {},
		element("h2", {}, link(marked(group.title))),
		kicker(!group.label?.startsWith(kind) && kind, group.label, pillarName(pillars, group.pillar)),
		group.description && element("p", {}, marked(group.description)),
		hits?.length && element("ol", { class: "hits" }, ...hits),
		group.more && element("p", { class: "count" }, messages.moreParagraphs(group.more)),
	);
}

// kicker is the line above a text that says where it stands.
function kicker(...words: Child[]): HTMLElement {
	return element("p", { class: "kicker" }, ...words.flatMap((word) => [word && element("span", {}, word), " "]));
}

// pillarName is the name of a pillar, "" if there is none of this number.
export function pillarName(pillars: Pillar[], number?: number): string {
	return pillars.find((pillar) => pillar.number === number)?.name ?? "";
}
