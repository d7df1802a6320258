// The part of a text that is shown; see internal/find/excerpt.go.

import type { Mark } from "./match";
import { isSpace } from "./query";
import type { Piece } from "./types";

const excerptLength = 240; // characters, the dots at cut ends among them
const cutRoom = 30; // characters in which a space is looked for to cut at
const ellipsis = "…";

// excerpt returns the part of a text with the most of what was found.
export function excerpt(text: string, marks: Mark[]): Piece[] {
	const offsets = charactersOf(text);
	const length = offsets.length - 1;
	if (length <= excerptLength) return pieces(text, marks);
	const room = excerptLength - 2;
	const [first, last] = cluster(offsets, marks, room);
	let start = Math.max(0, first - Math.floor(Math.max(0, room - (last - first)) / 3));
	let end = Math.min(length, start + room);
	start = Math.max(0, end - room);
	[start, end] = atSpaces(text, offsets, start, end, first, last);
	const list = pieces(text, marks, offsets[start], offsets[end]);
	if (start > 0) {
		if (list[0].mark) list.unshift({ text: "" });
		list[0].text = ellipsis + list[0].text;
	}
	if (end < length) {
		if (list[list.length - 1].mark) list.push({ text: "" });
		list[list.length - 1].text += ellipsis;
	}
	return list;
}

// charactersOf returns where each character of a text begins, and its end.
function charactersOf(text: string): number[] {
	const offsets = [0];
	for (const c of text) offsets.push(offsets[offsets.length - 1] + c.length);
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
	let sum = 0;
	let first = 0;
	let last = 0;
	let to = 0;
	spans.forEach(([start, end], from) => {
		for (; to < spans.length && (to === from || spans[to][1] - start <= room); to++) sum += spans[to][1] - spans[to][0];
		if (sum > best) {
			best = sum;
			first = start;
			last = spans[to - 1][1];
		}
		sum -= end - start;
	});
	return [first, Math.min(last, first + room)];
}

// atSpaces moves the ends of an excerpt inwards to where words begin and end, if
// that is not far and cuts no mark.
function atSpaces(text: string, offsets: number[], start: number, end: number, first: number, last: number): [number, number] {
	let from = start;
	let to = end;
	for (let i = start; from === start && start > 0 && i < Math.min(first, start + cutRoom); i++) {
		if (isSpace(text[offsets[i]])) from = i + 1;
	}
	for (let i = end - 1; to === end && end < offsets.length - 1 && i >= Math.max(last, end - cutRoom); i--) {
		if (isSpace(text[offsets[i]])) to = i;
	}
	return [from, to];
}

// pieces returns a stretch of a text, divided by marks.
export function pieces(text: string, marks: Mark[], start = 0, end = text.length): Piece[] {
	const list: Piece[] = [];
	let at = start;
	for (const m of marks) {
		const from = Math.max(m.start, at);
		const to = Math.min(m.end, end);
		if (from >= to) continue;
		if (from > at) list.push({ text: text.slice(at, from) });
		list.push({ text: text.slice(from, to), mark: true });
		at = to;
	}
	if (at < end) list.push({ text: text.slice(at, end) });
	return list;
}
