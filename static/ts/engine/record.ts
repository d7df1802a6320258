// What the files of an index say in JSON; see Record and Contents in
// internal/search.

import type { Pillar } from "./types";

export interface Root {
	version: number;
	entries: number;
	cuts: string[];
	vocabulary: string[];
	shift: number;
	directories: string[];
	beginning: string;
	beginningLength: number;
	frequent: { [beginning: string]: string[] };
	pillars: Pillar[] | null;
}

export interface Record {
	s: number; // slot
	u: string; // path
	k: string; // kind
	o?: number; // order
	t: string; // title
	l?: string; // label
	n?: string[]; // names
	d?: string; // description
	g?: string[]; // properties, the entry's own first
	w?: number; // how many are its own
	h?: string[]; // headings
	p?: Paragraph[];
}

// number, printed, heading, text and properties
export type Paragraph = [string, 0 | 1, number, string, ...number[]];
