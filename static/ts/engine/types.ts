// What the engine takes and gives. The reader's interface knows the engine by
// these types and by open alone.

// A stretch of text, marked where it was looked for.
export interface Piece {
	text: string;
	mark?: boolean;
}

// A paragraph that was found.
export interface Hit {
	number: string; // as in the page's anchor "para-7.3", "" for a text without
	printed?: boolean; // the number is printed in the text
	heading?: string;
	pillar?: number;
	excerpt: Piece[];
}

// An entry that was found, with its best paragraphs.
export interface Group {
	path: string; // from the site's root
	kind: string;
	title: Piece[];
	label?: string;
	description?: Piece[];
	pillar?: number;
	answer?: boolean; // the query is its name, or the number of its paragraph
	hits?: Hit[];
	more?: number; // further paragraphs
}

export interface Correction {
	from: string;
	to: string;
}

export interface Result {
	query: string;
	total: number;
	exact: boolean; // total is not only an upper bound
	groups: Group[];
	more: boolean;
	next: number; // where the next page of results begins
	partial: boolean; // no entry has all words
	corrections?: Correction[];
	suggestions?: string[]; // queries to offer where nothing was found
	notes?: string[];
}

// A property and how many of the entries found have it.
export interface Value {
	property: string; // "kind:mou"
	count: number;
	chosen?: boolean;
}

export interface Options {
	typing?: boolean; // the last word may go on
	from?: number;
	groups?: number;
}

export interface Pillar {
	number: number;
	name: string;
}

export interface Index {
	search(query: string, options?: Options): Promise<Result>;
	facet(query: string, sort: string): Promise<Value[]>;
	pillars: Pillar[];
}
