// Every word that the scripts say. They stand here in English; what bundles the
// scripts puts those of another language in their place.

import { count, kinds, number, tr } from "concord:words";

const names = new Map([
	["guide", tr("About this record")],
	["mou", "MOU"],
]);

// nameOf names a kind of page or of instrument, or a sort of property:
// "letter-of-intent" is "Letter of intent".
export function nameOf(key: string): string {
	const words = key.replace(/-/g, " ");
	return kinds[key] ?? names.get(key) ?? words.charAt(0).toUpperCase() + words.slice(1);
}

export const skipFilters = tr("Skip to the results");
export const narrow = (chosen: number): string =>
	chosen ? tr("Narrow the results ({} chosen)", number(chosen)) : tr("Narrow the results");

export function countOf(total: number, exact: boolean): string {
	if (total === 0) {
		return tr("No results");
	}
	return exact ? count("{} result", "{} results", total) : count("Up to {} result", "Up to {} results", total);
}
export const nothing = (query: string): string => tr("Nothing was found for “{}”.", query);
export const nothingAdvice = tr("Try fewer or other words, or look through the indexes below.");
export const partial = tr("No page has all of these words. These have the most of them.");
export const corrected = (from: string, to: string): string => tr("Nothing has “{}”. These are results for “{}”.", from, to);
export const suggested = tr("Did you mean:");
export const tooLong = tr("Only the first 24 words and 1,000 characters of the query were looked for.");
export const allResults = (query: string): string => tr("All results for “{}”", query);
export const moreResults = tr("More results");
export const moreParagraphs = (n: number): string => count("{} more paragraph on this page", "{} more paragraphs on this page", n);
export const options = tr("Results");

export function paragraphName(label: string, printed = false): string {
	if (!label) {
		return tr("On this page");
	}
	return !printed && label.startsWith("u") ? tr("Unnumbered paragraph {}", label.slice(1)) : tr("Paragraph {}", label);
}

export const searching = tr("Searching …");
export const tryAgain = tr("Try again");
export const unloaded = tr("A part of the search could not be loaded, or did not arrive whole.");
const slow = tr("The search is taking long. The connection may be slow or interrupted.");
const otherVersion = tr("This page and the search index are of different versions. Reload the page.");
export const failure = (name: string): string =>
	name === "slow" ? slow : name === "VersionError" ? otherVersion : unloaded;

export const titleOf = (query: string, title: string): string => tr("“{}” – {}", query, title);
