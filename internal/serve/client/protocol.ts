// What the preview's server says, as JSON. A text that is not known is "".

// State is where the site stands, and the page of this tab in it.
export interface State {
	instance: string; // of the server; another after each start
	client: string; // names the preview's script that the server has
	version: number; // grows with every change
	page: string; // the tag of what the page's address would give now, "" if there is nothing
	errors: number;
	warnings: number;
	done: number; // files read, of the total
	total: number;
}

export interface Diagnostic {
	severity: string; // "error" or "warning"
	code: string;
	message: string;
	file: string;
	line: number; // from 1; 0 for the file as a whole
	column: number; // from 1, in characters
	width: number; // characters
	context: { line: number; text: string }[] | null;
	notes: string[] | null;
	hint: string;
	edit: string; // the address that opens an editor at the place
	page: string; // the path of the page that it concerns
	paragraph: string; // and the paragraph there
}

// Note says why a link is one.
export interface Note {
	paragraph: string;
	href: string; // as it stands in the page
	words: string;
	what: string; // what it leads to
	rule: string;
	considered: string[] | null;
	instead: string[] | null; // Markdown that links otherwise, or not at all
	line: number;
	column: number;
	edit: string;
}

export interface Unrecognised {
	kind: string; // "name" or "date"
	words: string;
	paragraph: string;
	line: number;
	column: number;
	edit: string;
}

// Notes are what an editor may want to know of a page.
export interface Notes {
	source: string; // the file it is made from
	edit: string;
	paragraphs: { anchor: string; line: number; edit: string }[] | null;
	links: Note[] | null;
	unrecognised: Unrecognised[] | null;
}

const own = "/_concord/";

export const eventsOf = (path: string): string => own + "events?" + new URLSearchParams({ path });

export const readDiagnostics = (): Promise<{ list: Diagnostic[] | null }> => read("diagnostics");

export const readNotes = (path: string): Promise<Notes> => read("notes?" + new URLSearchParams({ path }));

async function read<T>(name: string): Promise<T> {
	const response = await fetch(own + name, { cache: "no-store" });
	if (!response.ok) {
		throw Error(`${name}: status ${response.status}`);
	}
	return response.json();
}

// pathOf is the path of the page at an address: "annexes/a/index.html".
export function pathOf(pathname: string): string {
	const path = pathname.slice(1) + (pathname.endsWith("/") ? "index.html" : "");
	try {
		return decodeURIComponent(path);
	} catch {
		return path; // the server knows no such page either
	}
}

// isOwn says whether an element of the page is the preview's and not the site's.
export function isOwn(element: Element): boolean {
	const address = element.getAttribute("src") ?? element.getAttribute("href");
	return !!address?.startsWith(own) && element.matches("script, link");
}
