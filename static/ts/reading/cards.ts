// The cards of what links lead to. They lie in files that are scripts, since a
// page opened from a disk may run a script beside it but not fetch it. Each is
// loaded when the first of its cards is asked for, and calls concordCards.

import { element } from "../interface/element";

export interface Card {
	kind: string;
	title: string;
	lang: string; // of the title, "" where it is the page's
	text: string;
	textLang: string; // of the text, likewise
	facts: [name: string, value: string][];
}

type Cards = Record<string, Card>; // by the path of what they tell of

declare global {
	var concordCards: ((file: number, cards: Cards) => void) | undefined;
}

const came = new Map<number, Cards>();
const asked = new Map<number, Promise<Cards | undefined>>();
let tried = 0;

globalThis.concordCards = (file, cards) => void came.set(file, cards);

// forget lets every card be loaded anew.
export function forget(): void {
	asked.clear();
	tried++;
}

// cardOf returns the card of what a link leads to, and nothing if there is none or
// if it cannot be loaded now.
export async function cardOf(link: HTMLAnchorElement): Promise<Card | undefined> {
	const { cards: folder, cardFiles } = document.body.dataset;
	const path = pathOf(link);
	if (!path || !(+cardFiles! > 0)) {
		return undefined;
	}
	const file = hash(path) % +cardFiles!;
	if (!asked.has(file)) {
		asked.set(file, load(file, folder!));
	}
	return (await asked.get(file))?.[path];
}

// load loads a file. After a failure or a change it is another address, since
// browsers keep what they had from the first.
async function load(file: number, folder: string): Promise<Cards | undefined> {
	const script = element("script", { src: folder + file + ".js" + (tried ? "?" + tried : "") });
	await new Promise((resolve) => {
		script.onload = script.onerror = resolve;
		document.head.append(script);
	});
	script.remove();
	const cards = came.get(file);
	came.delete(file);
	if (!cards) {
		asked.delete(file);
		tried++;
	}
	return cards;
}

// pathOf is the path of a link from the root of its language, where the home page
// is: "glossary/index.html#mou". It is "" for what lies elsewhere, and for the
// page itself.
function pathOf({ href }: HTMLAnchorElement): string {
	const root = document.querySelector<HTMLAnchorElement>("a.name")?.href.replace(/[^/]*$/, "");
	return root && href.startsWith(root) && pageOf(href) !== pageOf(location.href.replace(/[?#].*/, ""))
		? decodeURIComponent(href.slice(root.length))
		: "";
}

// pageOf is an address without the name that some hosts take off.
const pageOf = (address: string): string => address.replace(/index\.html$/, "");

// hash is the FNV-1a hash of a text in UTF-8.
function hash(text: string): number {
	let hash = 0x811c9dc5;
	for (const byte of new TextEncoder().encode(text)) {
		hash = Math.imul(hash ^ byte, 0x01000193);
	}
	return hash >>> 0;
}
