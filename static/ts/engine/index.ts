// Searching a site from the files of its index: the engine in the browser. It
// gives what the package internal/find gives, in the same order; the files are
// described in internal/search. Modules are named like the Go files whose work
// they do; files.ts does that of internal/find/index.go.

import { facet } from "./facet";
import { openFiles } from "./files";
import { reader } from "./loader";
import { search } from "./result";
import type { Index } from "./types";

export type { Correction, Group, Hit, Index, Options, Piece, Pillar, Result, Value } from "./types";

// open reads the root of the index in a folder, whose address ends in a slash.
// What fails, there and later, is an error named "FileError" for a file that is
// missing or damaged, or "VersionError" for an index of another version; what
// failed is asked for again at the next call. It is told how many calls before
// have failed.
export async function open(base: string, tried = 0): Promise<Index> {
	const ix = await openFiles(reader(base, tried));
	return {
		search: (query, options) => search(ix, query, options),
		facet: (query, sort) => facet(ix, query, sort),
		pillars: ix.root.pillars || [],
	};
}
