// Vocabulary files; see the package comment of internal/search.

import { nameOf, textOf } from "./container";
import { varint } from "./varint";

// Key is what a vocabulary file says of a key.
export interface Key {
	text: string;
	entries: number; // in its list
	file: string; // where that is
	offset: number; // in the file's content
	bytes: number;
	targets: number[]; // slots of the entries that it names
}

const maxKey = 480; // bytes that a key has at most

// parseVocabulary reads the content of a vocabulary file.
export function parseVocabulary(bytes: Uint8Array): Map<string, Key> {
	const from = { bytes, at: 0 };
	const files: string[] = [];
	for (let n = varint(from); n > 0; n--) files.push(nameOf(bytes.subarray(from.at, (from.at += 6))));
	const keys = new Map<string, Key>();
	const last = new Uint8Array(maxKey); // the key before
	let file = -1;
	let offset = 0;
	while (from.at < bytes.length) {
		const same = varint(from);
		const rest = varint(from);
		last.set(bytes.subarray(from.at, (from.at += rest)), same);
		const entries = varint(from);
		const flags = varint(from);
		if (flags & 2 || file < 0) {
			file++;
			offset = 0;
		}
		const size = (flags - (flags % 4)) / 4;
		const targets: number[] = [];
		if (flags & 1) for (let n = varint(from), slot = 0; n > 0; n--) targets.push((slot += varint(from)));
		const text = textOf(last.subarray(0, same + rest));
		keys.set(text, { text, entries, file: files[file], offset, bytes: size, targets });
		offset += size;
	}
	return keys;
}
