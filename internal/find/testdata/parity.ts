// What the tests ask the engine in a browser.

import { fold } from "./engine/fold";
import { open, type Index } from "./engine/index";
import { wordsOf } from "./engine/words";

interface Question {
	index: string; // the folder of its files
	query: string;
	sort?: string; // of a facet
	typing?: boolean;
	from?: number;
	groups?: number;
}

const opened = new Map<string, Promise<Index>>();

function index(base: string): Promise<Index> {
	if (!opened.has(base)) opened.set(base, open(base));
	const promise = opened.get(base)!;
	promise.catch(() => opened.delete(base)); // to be asked for again
	return promise;
}

async function answer(q: Question): Promise<unknown> {
	try {
		const ix = await index(q.index);
		return await (q.sort ? ix.facet(q.query, q.sort) : ix.search(q.query, q));
	} catch (reason) {
		return { error: String((reason as Error).name) };
	}
}

async function answers(list: Question[]): Promise<unknown[]> {
	const all: unknown[] = [];
	for (const q of list) all.push(await answer(q));
	return all;
}

function words(text: string): unknown[] {
	const scripts = ["letters", "hangul", "ideographs"];
	return wordsOf(text).map((w) => ({
		from: w.start, to: w.end, script: scripts[w.script], joined: w.joined, form: fold(text.slice(w.start, w.end), w.script),
	}));
}

Object.assign(globalThis, { answers, words });
