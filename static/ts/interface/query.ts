// Filters in the text of a query.

// words cuts a query into its words, phrases and filters.
function words(query: string): string[] {
	return query.match(/(?:[^\s"“]|"[^"]*"?|“[^”]*”?)+/g) ?? [];
}

// filtersIn counts the filters of a query.
export function filtersIn(query: string): number {
	return words(query).filter((word) => /^(agency|kind|pillar|year):./i.test(word)).length;
}

// withFilter is the query with a filter at its end.
export function withFilter(query: string, filter: string): string {
	const open = (query.split('"').length - 1) % 2 === 1; // or the filter would be in the phrase
	return `${query.trim()}${open ? '"' : ""} ${filter}`.trim();
}

// withoutFilter is the query without a filter, or without what else chose it: a
// range of years.
export function withoutFilter(query: string, filter: string): string {
	const all = words(query);
	const rest = all.filter((word) => word.toLowerCase() !== filter);
	const sort = filter.slice(0, filter.indexOf(":") + 1);
	return (rest.length < all.length ? rest : all.filter((word) => !word.toLowerCase().startsWith(sort))).join(" ");
}
