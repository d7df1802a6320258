// The order of texts.

// compareTexts orders texts by their code points, as the bytes of UTF-8 are.
export function compareTexts(a: string, b: string): number {
	let i = 0;
	while (i < a.length && a[i] === b[i]) i++;
	return (a.codePointAt(i) ?? -1) - (b.codePointAt(i) ?? -1);
}
