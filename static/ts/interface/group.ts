// A found page on the search page, with the paragraphs found in it.

import type { Group, Hit, Index } from "../engine/types";
import { element, marked, type Child } from "./element";
import { placeOf } from "./entry";
import * as messages from "./messages";

type Pillars = Index["pillars"];

export function groupItem(group: Group, root: string, pillars: Pillars): HTMLElement {
	const kind = messages.kindName(group.kind);
	return element(
		"li", {},
		element("h2", {}, element("a", { href: placeOf(root, group), "data-search-hit": "" }, marked(group.title))),
		line("kicker", group.label?.startsWith(kind) ? "" : kind, group.label, pillarName(pillars, group.pillar)),
		group.description && element("p", {}, marked(group.description)),
		group.hits?.length ? element("ol", { class: "hits" }, ...group.hits.map((hit) => hitItem(group, hit, root, pillars))) : null,
		group.more ? element("p", { class: "count" }, messages.moreParagraphs(group.more)) : null,
	);
}

function hitItem(group: Group, hit: Hit, root: string, pillars: Pillars): HTMLElement {
	const pillar = pillarName(pillars, hit.pillar);
	return element(
		"li", {},
		element(
			"p", { class: "kicker" },
			element("a", { href: placeOf(root, group, hit), "data-search-hit": "" }, messages.paragraphName(hit.number, !!hit.printed)),
			" ",
			hit.heading && element("span", {}, hit.heading),
			" ",
			pillar && !hit.heading?.includes(pillar) && element("span", {}, pillar),
		),
		element("p", {}, marked(hit.excerpt)),
	);
}

function line(style: string, ...words: (string | undefined)[]): HTMLElement {
	return element("p", { class: style }, ...words.flatMap((word): Child[] => [word && element("span", {}, word), " "]));
}

export function pillarName(pillars: Pillars, number: number | undefined): string | undefined {
	return number ? pillars.find((pillar) => pillar.number === number)?.name : undefined;
}
