// Every word that the scripts say, in English. Another language is another file
// of these names.

const plural = (count: number, one: string, many: string): string =>
	`${count.toLocaleString("en")} ${count === 1 ? one : many}`;

const kinds = new Map([
	["statement", "Statement"],
	["annex", "Annex"],
	["instrument", "Instrument"],
	["agency", "Agency"],
	["date", "Date"],
	["term", "Term"],
	["guide", "About this record"],
	["mou", "MOU"],
]);

// kindName names a kind of page or of instrument: "letter-of-intent" is
// "Letter of intent".
export function kindName(kind: string): string {
	const words = kind.replace(/-/g, " ");
	return kinds.get(kind) ?? words.charAt(0).toUpperCase() + words.slice(1);
}

export const sortNames: { [sort: string]: string } = { kind: "Kind", pillar: "Pillar", year: "Year", agency: "Agency" };

export const skipFilters = "Skip to the results";
export const narrow = (chosen: number): string => (chosen ? `Narrow the results (${chosen} chosen)` : "Narrow the results");

export const countOf = (total: number, exact: boolean): string =>
	total === 0 ? "No results" : (exact ? "" : "Up to ") + plural(total, "result", "results");
export const nothing = (query: string): string => `Nothing was found for “${query}”.`;
export const nothingAdvice = "Try fewer or other words, or look through the indexes below.";
export const partial = "No page has all of these words. These pages have the most of them.";
export const corrected = (from: string, to: string): string => `Nothing has “${from}”. These are results for “${to}”.`;
export const suggested = "Did you mean:";
export const tooLong = "The query is long. Only its beginning was looked for: the first 24 words and 1,000 characters.";
export const allResults = (query: string): string => `All results for “${query}”`;
export const moreResults = "More results";
export const moreParagraphs = (count: number): string => plural(count, "more paragraph", "more paragraphs") + " on this page";
export const options = "Results";

export function paragraphName(number: string, printed: boolean): string {
	if (!number) {
		return "On this page";
	}
	return !printed && number.startsWith("u") ? `Unnumbered paragraph ${number.slice(1)}` : `Paragraph ${number}`;
}

export const searching = "Searching …";
export const tryAgain = "Try again";
const failures = new Map([
	["slow", "The search is taking long. The connection may be slow or interrupted."],
	["VersionError", "The search index was made by another version of the site than this page. Reload the page to get both anew."],
]);
export const failure = (name: string): string =>
	failures.get(name) ?? "A part of the search could not be loaded, or did not arrive whole.";

export const titleOf = (query: string, title: string): string => `“${query}” – ${title}`;
