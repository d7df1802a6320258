// Lists of the entries that have a key.

import { varint, type Bytes } from "./varint";

// parseList reads a list: for each entry slot*8 + weight, in the order of slots.
export function parseList(bytes: Uint8Array): Uint32Array {
	const list = new Uint32Array(bytes.length);
	const from: Bytes = { bytes, at: 0 };
	let entries = 0;
	let next = 0; // times 8
	while (from.at < bytes.length) {
		const posting = next + varint(from);
		list[entries++] = posting;
		next = posting - (posting % 8) + 8;
	}
	return list.subarray(0, entries);
}
