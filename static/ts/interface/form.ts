// The search form of a page and what it knows.

export interface SearchForm {
	element: HTMLFormElement;
	input: HTMLInputElement;
	root: string; // address of the site's root, with a slash
	page: string; // address of the search page
	index: string; // address of the folder of the index, with a slash
	script: string; // address of the search script
	results: HTMLElement | null; // where results are shown, on the search page
}

export function searchForm(): SearchForm | null {
	const element = document.querySelector<HTMLFormElement>("form.search");
	const input = element?.querySelector("input");
	if (!element || !input) {
		return null;
	}
	const address = (href = ""): string => new URL(href, document.baseURI).href;
	return {
		element,
		input,
		root: new URL("..", element.action).href,
		page: element.action,
		index: address(element.dataset.index),
		script: element.dataset.script ? address(element.dataset.script) : "",
		results: document.getElementById("search-results"),
	};
}

// queryOf is the query in the second part of an address: "?q=…".
export function queryOf(search: string): string {
	return new URLSearchParams(search).get("q") ?? "";
}

// addressOf is the address of the search page with a query.
export function addressOf(page: string, query: string): string {
	return query ? `${page}?${new URLSearchParams({ q: query })}` : page;
}
