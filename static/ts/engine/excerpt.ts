// The part of a text that is shown; see internal/find/excerpt.go.

import { Most } from "./limits";
import type { Mark } from "./match";
import { isSpace } from "./query";
import type { Piece } from "./types";

// excerpt returns the part of a text with the most of what was found.
export function excerpt(text: string, marks: Mark[]): Piece[] {
	const offsets = charactersOf(text);
	const length = offsets.length - 1;
	if (length <= Most.excerpt) return pieces(text, marks);
	const room = Most.excerpt - 2;
	const [first, last] = cluster(offsets, marks, room);
	let start = Math.max(0, first - Math.floor((room - last + first) / 3));
	const end = Math.min(length, start + room);
	start = Math.max(0, end - room);
	return pieces(text, marks, ...atSpaces(text, offsets, start, end, first, last));
}

// charactersOf returns where each character of a text begins, and its end.
function charactersOf(text: string): number[] {
	const offsets = [0];
	let at = 0;
	for (const c of text) offsets.push((at += c.length));
	return offsets;
}

// cluster returns the characters from the first to the end of the last of the
// marks that fit into so much room and are the longest together; the first such.
function cluster(offsets: number[], marks: Mark[], room: number): [number, number] {
	let at = 0;
	const reach = (end: number): number => {
		while (offsets[at] < end) at++;
		return at;
	};
	const spans = marks.map((m) => [reach(m.start), reach(m.end)]);
	let best = 0;
	let first = 0;
	let last = 0;
	spans.forEach(([start], from) => {
		let sum = 0;
		let to = from;
		for (; to < spans.length && (!sum || spans[to][1] - start <= room); to++) sum += spans[to][1] - spans[to][0];
		if (sum > best) {
			best = sum;
			first = start;
			last = spans[to - 1][1];
		}
	});
	return [first, Math.min(last, first + room)];
}

// atSpaces moves the ends of an excerpt inwards to where words begin and end, if
// that is not far and cuts no mark, and returns where they are in the text.
function atSpaces(text: string, offsets: number[], start: number, end: number, first: number, last: number): [number, number] {
	let from = start;
	let to = end;
	for (let i = start; from === start && start > 0 && i < Math.min(first, start + Most.cutRoom); i++) {
		if (isSpace(text[offsets[i]])) from = i + 1;
	}
	for (let i = end - 1; to === end && end < offsets.length - 1 && i >= Math.max(last, end - Most.cutRoom); i--) {
		if (isSpace(text[offsets[i]])) to = i;
	}
	return [offsets[from], offsets[to]];
}

// pieces returns a stretch of a text, divided by marks, with dots at cut ends.
export function pieces(text: string, marks: Mark[], start = 0, end = text.length): Piece[] {
	const list: Piece[] = [];
	const add = (text: string): void => {
		if (text) list.push({ text });
	};
	let plain = start > 0 ? "…" : "";
	let at = start;
	for (const m of marks) {
		const from = Math.max(m.start, at);
		const to = Math.min(m.end, end);
		if (from >= to) continue;
		add(plain + text.slice(at, from));
		list.push({ text: text.slice(from, to), mark: true });
		plain = "";
		at = to;
	}
	add(plain + text.slice(at, end) + (end < text.length ? "…" : ""));
	return list;
}
