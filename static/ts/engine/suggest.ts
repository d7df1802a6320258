// Queries to offer where nothing was found; see internal/find/suggest.go.

import { like, likeFiles } from "./correct";
import { readKeys, readVocabularies, type Files } from "./files";
import { Most } from "./limits";
import { parse, spaced, withoutQuotes, type Filter } from "./query";
import { propertyKeys, type Plan } from "./resolve";
import { find } from "./result";
import { distance } from "./typo";
import type { Key } from "./vocabulary";
import { Script } from "./words";


// Edit is a change of a query's text.
interface Edit {
	start: number;
	end: number;
	text: string;
}

// suggest returns queries like the plan's that find something: with other words
// for those that are nowhere, with a property that there is, without quotation
// marks, without filters.
export async function suggest(ix: Files, p: Plan): Promise<string[]> {
	const { text, filters } = p.query;
	const others = [
		replaced(text, await likely(ix, p)),
		spaced(withoutQuotes(text)),
		replaced(text, filters.filter((f) => !f.not).map(({ start, end }) => ({ start, end, text: "" }))),
	];
	const found: string[] = [];
	for (const other of others) {
		if (!other || other === spaced(text) || found.includes(other) || found.length === Most.suggestions) continue;
		const [, s] = await find(ix, parse(other), false, true);
		if (s.order.length && !s.partial) found.push(other);
	}
	return found;
}

// replaced returns a text after the edits, which are in order, with one space
// between its words.
function replaced(text: string, edits: Edit[]): string {
	let out = "";
	let at = 0;
	for (const e of edits) {
		out += text.slice(at, e.start) + e.text;
		at = e.end;
	}
	return spaced(out + text.slice(at));
}

// likely returns edits that put in words and properties of the index for those
// that it does not have.
async function likely(ix: Files, p: Plan): Promise<Edit[]> {
	const edits: Edit[] = [];
	const add = ({ start, end }: { start: number; end: number }, text?: string): void => {
		if (text) edits.push({ start, end, text });
	};
	for (const t of p.terms) {
		if (t.choices.length || t.script !== Script.letters || t.number) continue;
		const files = likeFiles(ix, t.folded);
		await readVocabularies(ix, files);
		const word = [...t.folded];
		add(t, like(ix, word, Math.min(3, word.length >> 1), t.typed, files)[0]?.text);
	}
	for (const f of p.query.filters) {
		const keys = await readKeys(ix, f.sort + ":", Most.prefixFiles);
		if (!propertyKeys(ix, f).length) add(f, likeProperty(f, keys));
	}
	return edits.sort((a, b) => a.start - b.start);
}

// likeProperty returns the property that a filter may mean.
function likeProperty(f: Filter, keys: Key[]): string {
	if (!f.value) return "";
	let near = "";
	let bound = 2;
	for (const { text } of keys) {
		const d = distance([...f.value], [...text.slice(f.sort.length + 1)], bound, true);
		if (d < bound || (d === bound && !near)) {
			near = text;
			bound = d;
		}
	}
	return near;
}
