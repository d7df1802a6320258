// Every word that the scripts say, in English. Another language is another file
// of these names.

const plural = (count: number, one: string): string => `${count.toLocaleString("en")} ${one}${count === 1 ? "" : "s"}`;

const names = new Map([
	["guide", "About this record"],
	["mou", "MOU"],
]);

// nameOf names a kind of page or of instrument, or a sort of property:
// "letter-of-intent" is "Letter of intent".
export function nameOf(key: string): string {
	const words = key.replace(/-/g, " ");
	return names.get(key) ?? words.charAt(0).toUpperCase() + words.slice(1);
}

export const skipFilters = "Skip to the results";
export const narrow = (chosen: number): string => "Narrow the results" + (chosen ? ` (${chosen} chosen)` : "");

export const countOf = (total: number, exact: boolean): string =>
	total === 0 ? "No results" : (exact ? "" : "Up to ") + plural(total, "result");
export const nothing = (query: string): string => `Nothing was found for “${query}”.`;
export const nothingAdvice = "Try fewer or other words, or look through the indexes below.";
export const partial = "No page has all of these words. These have the most of them.";
export const corrected = (from: string, to: string): string => `Nothing has “${from}”. These are results for “${to}”.`;
export const suggested = "Did you mean:";
export const tooLong = "Only the first 24 words and 1,000 characters of the query were looked for.";
export const allResults = (query: string): string => `All results for “${query}”`;
export const moreResults = "More results";
export const moreParagraphs = (count: number): string => plural(count, "more paragraph") + " on this page";
export const options = "Results";

export function paragraphName(number: string, printed = false): string {
	if (!number) {
		return "On this page";
	}
	return !printed && number.startsWith("u") ? `Unnumbered paragraph ${number.slice(1)}` : `Paragraph ${number}`;
}

export const searching = "Searching …";
export const tryAgain = "Try again";
export const unloaded = "A part of the search could not be loaded, or did not arrive whole.";
const slow = "The search is taking long. The connection may be slow or interrupted.";
const otherVersion = "This page and the search index are of different versions. Reload the page.";
export const failure = (name: string): string =>
	name === "slow" ? slow : name === "VersionError" ? otherVersion : unloaded;

export const titleOf = (query: string, title: string): string => `“${query}” – ${title}`;
