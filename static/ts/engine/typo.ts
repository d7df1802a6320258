// Typing errors; see internal/find/typo.go.

// allowedErrors returns how many typing errors a word of n characters may have.
export function allowedErrors(n: number): number {
	return n < 4 ? 0 : n < 8 ? 1 : 2;
}

// distance returns how many typing errors lead from one word to the other, or
// bound+1 if they are more. With beginning set, the second word may go on after
// what the first is like.
export function distance(a: string[], b: string[], bound: number, beginning: boolean): number {
	if (a.length - b.length > bound || (!beginning && b.length - a.length > bound)) return bound + 1;
	if (beginning) b = b.slice(0, a.length + bound);
	let row = [...b.keys(), b.length];
	let before = row;
	let before2 = row;
	let least = 0;
	for (let i = 1; i <= a.length; i++) {
		before2 = before;
		before = row;
		row = [i];
		least = i;
		for (let j = 1; j <= b.length; j++) {
			let d = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + +(a[i - 1] !== b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, before2[j - 2] + 1);
			row[j] = d;
			least = Math.min(least, d);
		}
		if (least > bound) return bound + 1;
	}
	return Math.min(beginning ? least : row[b.length], bound + 1);
}
