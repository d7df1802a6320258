
// number is a number as the language writes it.
export const number = (n: number): string => n.toLocaleString(language);

// tr is a text with values in its places: in their order for "{}", the second for
// "{2}".
export function tr(text: string, ...values: string[]): string {
	let next = 0;
	return text.replace(/{([1-9]?)}/g, (_, i) => values[i ? i - 1 : next++] ?? "");
}

// count is a text for a number of things; the first form is for one.
export function count(one: string, other: string, n: number): string {
	return tr(n === 1 ? one : other, number(n));
}
