// The search form of a page and what it knows.

export interface SearchForm {
	element: HTMLFormElement;
	input: HTMLInputElement;
	root: string; // address of the site's root, with a slash
	index: string; // address of the folder of the index, with a slash
}

export function searchForm(): SearchForm | null {
	const element = document.querySelector<HTMLFormElement>("form.search");
	const input = element?.querySelector("input");
	if (!element || !input) {
		return null;
	}
	return { element, input, root: new URL("..", element.action).href, index: element.dataset.index! };
}

// queryOf is the query in the second part of an address: "?q=…".
export function queryOf(search: string): string {
	return new URLSearchParams(search).get("q") ?? "";
}

// addressOf is the address of a search page with a query.
export function addressOf(page: string, query: string): string {
	return query ? `${page}?${new URLSearchParams({ q: query })}` : page;
}

// resultsPlace is where the search page shows results; other pages have none.
export function resultsPlace(): HTMLElement | null {
	return document.getElementById("search-results");
}
