// The order of texts.

// compareTexts orders texts by their code points, as the bytes of UTF-8 are.
export function compareTexts(a: string, b: string): number {
	const least = Math.min(a.length, b.length);
	for (let i = 0; i < least; i++) {
		if (a[i] !== b[i]) return rank(a.charCodeAt(i)) - rank(b.charCodeAt(i));
	}
	return a.length - b.length;
}

// rank puts the halves of characters beyond U+FFFF after the others.
function rank(unit: number): number {
	return unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit;
}

// sorted returns whole numbers in increasing order, each once.
export function sorted(numbers: number[]): number[] {
	return [...new Set(numbers)].sort((a, b) => a - b);
}
