// The preview of a site in the browser: the page follows its sources, and says
// what is wrong with them. It runs at the end of a page, before the site's own
// scripts, which wait until the page is whole: so it sees the page as it was
// published.

import { card } from "./card";
import { apart, element } from "./element";
import { follow } from "./follow";
import { margin } from "./margin";
import { markChanged } from "./mark";
import { overlay } from "./overlay";
import { follower } from "./page";
import { panel } from "./panel";
import { pathOf, readDiagnostics, readNotes, type Diagnostic, type Notes, type State } from "./protocol";
import { kept, keep, sequence } from "./session";
import { why } from "./why";

const script = document.querySelector<HTMLScriptElement>('script[src^="/_concord/"]')!;
const tag = script.dataset["etag"] ?? "";
const path = pathOf(location.pathname);

const show = follower(tag, (nodes) => {
	markChanged(nodes);
	marks(ofPage);
	aid();
	aside.check();
});

const status = element("p", { class: "unseen", role: "status" });
const aside = card();
const errors = overlay((text) => (status.textContent = text), () => corner.collapse());
const corner = panel(() => (errors.collapse(), aid()), () => explain(!explains));
const marks = margin(aside);
const links = why(aside, () => readNotes(path));
const preview = apart(
	"concord-preview", status, aside.element,
	element("div", { class: "corner" }, errors.element, corner.element, element("div", { class: "dock" }, ...corner.dock, errors.pill)),
);
document.body.append(preview);

let last: State | undefined;
let ofPage: Diagnostic[] = [];
let explains = false;

// aid reads what the editor asked for, if anything.
const readAids = sequence(() => readNotes(path));
function aid(): void {
	if (explains || corner.isOpen()) {
		readAids(
			(notes: Notes) => {
				corner.notes(notes);
				links.show(explains ? notes : undefined);
			},
			() => corner.notes(undefined),
		);
	} else {
		links.show(undefined);
	}
}

function explain(is: boolean): void {
	explains = is;
	keep("explain", is);
	corner.explains(is);
	aid();
}

const readList = sequence(readDiagnostics);
function diagnose(list: Diagnostic[]): void {
	ofPage = list.filter((d) => d.page === path);
	errors.tell(list.filter((d) => d.severity === "error"));
	corner.warnings(list.filter((d) => d.severity !== "error"), path);
	marks(ofPage);
}

function told(state: State): void {
	const before = last;
	last = state;
	if (state.client !== (before?.client ?? own()) && kept("client") !== state.client) {
		keep("client", state.client); // once: a server that is wrong about itself must not keep a page from being read
		location.reload();
		return;
	}
	corner.state(state, tag !== "" && state.page === "" && state.errors === 0 && state.done === state.total);
	show(state.page);
	if (before?.version !== state.version || before.errors !== state.errors || before.warnings !== state.warnings || before.instance !== state.instance) {
		if (state.errors + state.warnings > 0) {
			readList(({ list }) => diagnose(list ?? []), () => (last = undefined));
		} else {
			readList.forget();
			diagnose([]);
		}
		if (before) {
			aid();
			dispatchEvent(new Event("concord:change")); // for what the site's scripts keep of it
		}
	}
}

// own is the name of this script, as the server tells it.
function own(): string {
	return /preview\.(\w+)\.js$/.exec(script.src)?.[1] ?? "";
}

// Escape closes one thing after the other, unless the site has a use for it.
addEventListener("keydown", (event) => {
	if (event.key === "Escape" && !event.defaultPrevented && (aside.close() || corner.collapse() || errors.collapse())) {
		event.preventDefault();
	}
});

if (kept("explain") === true) {
	explain(true);
}
follow(path, told, corner.connected);
