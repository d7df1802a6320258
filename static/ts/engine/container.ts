// The bytes of a file of the index, from the text that its script delivers.

// Data is bytes that a stream can be made of.
export type Data = Uint8Array<ArrayBuffer>;

// bytesOf returns the bytes that a text holds, seven bits a character.
export function bytesOf(data: string): Data {
	const bytes = new Uint8Array((data.length * 7) >> 3);
	for (let i = 0; i < bytes.length; i++) {
		const at = Math.floor((i * 8) / 7); // the character in which the byte begins, after i mod 7 bits
		bytes[i] = ((data.charCodeAt(at) << 7) | data.charCodeAt(at + 1)) >> (6 - (i % 7));
	}
	return bytes;
}

// inflate returns what a zlib stream holds; it rejects if that was altered.
export async function inflate(stream: Data): Promise<Data> {
	const plain = new Response(stream).body!.pipeThrough(new DecompressionStream("deflate"));
	return new Uint8Array(await new Response(plain).arrayBuffer());
}

const decoder = new TextDecoder();

// textOf reads UTF-8.
export function textOf(bytes: Uint8Array): string {
	return decoder.decode(bytes);
}

// nameOf returns the name of a file from its six bytes.
export function nameOf(bytes: Uint8Array): string {
	let name = "";
	for (const b of bytes) name += (b + 256).toString(16).slice(1);
	return name;
}
