// The files of an index, read as queries need them; see internal/find/index.go.

import { compareTexts } from "./compare";
import { inflate, nameOf, textOf, type Data } from "./container";
import { Most } from "./limits";
import { parseList } from "./list";
import type { Read } from "./loader";
import { memory } from "./memory";
import type { Record, Root } from "./record";
import { tokensOf, type Token } from "./token";
import { parseVocabulary, type Key } from "./vocabulary";

const version = 1;
const directorySize = 64; // text files that a directory names
const nameSize = 6; // bytes of a file's name

// Files has what has been read of an index. What has been read stays, so that
// it can be looked at without waiting.
export interface Files {
	root: Root;
	slots: number; // more than any slot
	vocabularies: Map<string, Key>[];
	lists: Map<string, Uint8Array>;
	texts: Record[][];
	tokens: (text: string) => Token[];
	read: Read;
	kept: Map<string, Promise<unknown>>; // what became, or will become, of each file
}

// once reads a file and keeps what make makes of it unless that fails. Then the
// error is a FileError.
function once<T>({ read, kept }: Pick<Files, "read" | "kept">, name: string, make: (bytes: Data) => T | Promise<T>): Promise<T> {
	if (!kept.has(name)) {
		const made = read(name).then(make).catch(() => {
			kept.delete(name);
			throw failure("FileError", name);
		});
		kept.set(name, made);
	}
	return kept.get(name) as Promise<T>;
}

// openFiles reads the root of an index.
export async function openFiles(read: Read): Promise<Files> {
	const kept = new Map<string, Promise<unknown>>();
	const root: Root = await once({ read, kept }, "root", async (stream) => JSON.parse(textOf(await inflate(stream))));
	if (root.version !== version) throw failure("VersionError", "" + root.version);
	const slots = Math.min(root.directories.length * directorySize * 2 ** root.shift, 4 * root.entries + 4);
	return { root, slots, vocabularies: [], lists: new Map(), texts: [], tokens: memory(tokensOf, Most.texts), read, kept };
}

// failure is an error of which the reader's interface knows the name.
function failure(name: "FileError" | "VersionError", message: string): Error {
	return Object.assign(Error(message), { name });
}

// fileOf returns the number of the vocabulary file that has a key if any has.
export function fileOf({ root: { cuts } }: Files, key: string): number {
	let from = 0; // cuts before here are not after the key, those from `to` on are
	let to = cuts.length;
	while (from < to) {
		const middle = (from + to) >> 1;
		if (compareTexts(cuts[middle], key) > 0) to = middle;
		else from = middle + 1;
	}
	return Math.max(from - 1, 0);
}

// filesOf returns the numbers of the first vocabulary files, most at most, that
// may have keys with a beginning.
export function filesOf(ix: Files, beginning: string, most: number): number[] {
	const { cuts } = ix.root;
	const files: number[] = [];
	for (let i = fileOf(ix, beginning); i < cuts.length && files.length < most; i++) {
		if (files.length && !cuts[i].startsWith(beginning)) break;
		files.push(i);
	}
	return files;
}

// readVocabularies reads vocabulary files.
export async function readVocabularies(ix: Files, files: number[]): Promise<void> {
	await all(files, async (i) => {
		const name = ix.root.vocabulary[i];
		if (name) ix.vocabularies[i] = await once(ix, name, async (stream) => parseVocabulary(await inflate(stream)));
	});
}

// all does something for each at the same time.
async function all<T>(list: Iterable<T>, make: (one: T) => Promise<void>): Promise<void> {
	await Promise.all([...new Set(list)].map(make));
}

// keyOf returns a key of the vocabulary files that have been read.
export function keyOf(ix: Files, text: string): Key | undefined {
	return ix.vocabularies[fileOf(ix, text)]?.get(text);
}

// keysFrom returns the keys with a beginning in vocabulary files that have been
// read.
export function keysFrom(ix: Files, beginning: string, files: number[]): Key[] {
	return files.flatMap((file) => [...(ix.vocabularies[file]?.values() || [])].filter((k) => k.text.startsWith(beginning)));
}

// readKeys reads the keys with a beginning in the first vocabulary files, most at
// most, that may have such.
export async function readKeys(ix: Files, beginning: string, most: number): Promise<Key[]> {
	const files = filesOf(ix, beginning, most);
	await readVocabularies(ix, files);
	return keysFrom(ix, beginning, files);
}

// readLists reads the files in which the lists of keys are.
export async function readLists(ix: Files, keys: Key[]): Promise<void> {
	await all(keys.map((k) => k.file), async (name) => {
		ix.lists.set(name, await once(ix, name, inflate));
	});
}

// listOf returns the list of a key whose file has been read: see parseList.
export function listOf(ix: Files, k: Key): Uint32Array {
	return parseList(ix.lists.get(k.file)!.subarray(k.offset, k.offset + k.bytes));
}

// readRecords reads the text files that have the entries in some slots.
export async function readRecords(ix: Files, slots: number[]): Promise<void> {
	await all(slots.map((slot) => fileOfSlot(ix, slot)), async (file) => {
		ix.texts[file] = await readText(ix, file);
	});
}

// before reads what must be known before a text file can be read: the directory
// that names it, and what all begin with.
function before(ix: Files, number: number): Promise<Data[]> {
	const { beginning, directories } = ix.root;
	const directory = directories[number];
	return Promise.all([
		directory ? once(ix, directory, inflate) : new Uint8Array(),
		beginning ? once(ix, beginning, (stream) => stream) : new Uint8Array(),
	]);
}

// readAhead begins to read what every search needs, where that is known at once:
// there is one directory.
export function readAhead(ix: Files): void {
	if (ix.root.directories.length === 1) before(ix, 0).catch(() => {}); // who needs it hears of that
}

// readText reads a text file by its number, and what must be known for that.
async function readText(ix: Files, file: number): Promise<Record[]> {
	const { beginning, beginningLength } = ix.root;
	const [names, begun] = await before(ix, Math.floor(file / directorySize));
	const at = (file % directorySize) * nameSize;
	const name = nameOf(names.subarray(at, at + nameSize));
	if (/^0*$/.test(name)) return []; // nothing is there
	return once(ix, name, async (rest) => {
		const stream = new Uint8Array(begun.length + rest.length);
		stream.set(begun);
		stream.set(rest, begun.length);
		const text = await inflate(stream).catch((reason) => {
			ix.kept.delete(beginning); // that may be what was altered
			throw reason;
		});
		return JSON.parse(textOf(text.subarray(beginningLength)));
	});
}

function fileOfSlot(ix: Files, slot: number): number {
	return Math.floor(slot / 2 ** ix.root.shift);
}

// recordOf returns the entry in a slot whose text file has been read.
export function recordOf(ix: Files, slot: number): Record | undefined {
	return ix.texts[fileOfSlot(ix, slot)]?.find((r) => r.s === slot);
}
