// Numbers of variable length.

// Bytes are read from left to right.
export interface Bytes {
	bytes: Uint8Array;
	at: number;
}

// varint reads an unsigned number, seven bits a byte, the lowest first. It may
// be larger than 32 bits have room for.
export function varint(from: Bytes): number {
	let value = 0;
	for (let unit = 1; ; unit *= 128) {
		const b = from.bytes[from.at++];
		value += (b & 127) * unit;
		if (!(b > 127)) return value;
	}
}
