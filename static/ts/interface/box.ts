// The results below the search box of a page: a combobox with a listbox, as the
// ARIA Authoring Practices describe it. Each option is a link.

import { change } from "../engine/deliveries";
import type { Group, Index, Piece, Result } from "../engine/types";
import { announcer } from "./announce";
import { asker } from "./ask";
import { button, element, marked, set, type Child } from "./element";
import { placeOf, remarks } from "./entry";
import { addressOf, type SearchForm } from "./form";
import * as messages from "./messages";

const groups = 6;
const hitsOfGroup = 2;

export function box(form: SearchForm, index: () => Promise<Index>): void {
	const { input } = form;
	const list = element("div", { role: "listbox", id: "_options", "aria-label": messages.options });
	const notes = element("div", { class: "notes" });
	const panel = element("div", { class: "panel", hidden: "" }, notes, list);
	form.element.append(panel);
	const announce = announcer(form.element);
	set(input, { role: "combobox", "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-controls": list.id, "aria-expanded": "false" });

	let options: HTMLElement[] = [];
	let active = -1;

	function choose(i: number): void {
		options[active]?.setAttribute("aria-selected", "false");
		active = i;
		const option = options[i];
		set(input, { "aria-activedescendant": option?.id ?? "" });
		if (option) {
			set(option, { "aria-selected": "true" });
			option.scrollIntoView({ block: "nearest" });
		}
	}

	function show(open: boolean): void {
		panel.hidden = !open;
		set(input, { "aria-expanded": String(open && options.length > 0) });
	}

	function close(): void {
		ask();
		choose(-1);
		show(false);
		announce("");
	}

	function fill(said: Node[], found: Node[]): void {
		choose(-1);
		notes.replaceChildren(...said);
		list.replaceChildren(...found);
		options = [...list.querySelectorAll<HTMLElement>("[role=option]")];
		options.forEach((option, i) => {
			option.id = "_option-" + i;
		});
		show(true);
	}

	function answer(result: Result): void {
		const found = result.groups.length > 0;
		const said = found ? remarks(result) : [messages.nothing(result.query)];
		const suggestions = result.suggestions ?? [];
		if (suggestions.length > 0) {
			said.push(messages.suggested);
		}
		fill(said.map((text) => element("p", {}, text)), [
			...suggestions.map((query) => option("all", addressOf(form.element.action, query), query)),
			...result.groups.map((group) => entry(form.root, group)),
			...(found ? [option("all", addressOf(form.element.action, result.query), messages.allResults(result.query))] : []),
		]);
		announce(messages.countOf(result.total, result.exact));
	}

	const ask = asker(
		index,
		() => panel.hidden && fill([element("p", {}, messages.searching)], []),
		(name) => {
			const why = messages.failure(name);
			fill([element("p", {}, why), button(messages.tryAgain, () => { input.focus(); search(); })], []);
			announce(why);
		},
	);

	function search(): void {
		const query = input.value;
		if (query.trim() === "") {
			close();
			return;
		}
		ask(async (index) => {
			const result = await index.search(query, { typing: true, groups });
			return () => answer(result);
		});
	}

	// move chooses the next option or the one before; after the last comes none.
	function move(step: number): void {
		if (panel.hidden) {
			search();
		} else {
			const states = options.length + 1;
			choose(((active + 1 + step + states) % states) - 1);
		}
	}

	const keys: Record<string, () => boolean> = {
		ArrowDown: () => (move(1), true),
		ArrowUp: () => (move(-1), true),
		Home: () => active >= 0 && (choose(0), true),
		End: () => active >= 0 && (choose(options.length - 1), true),
		Enter: () => active >= 0 && (options[active]?.click(), true),
		Escape: () => !panel.hidden && (close(), true),
	};

	input.addEventListener("input", search);
	input.addEventListener("keydown", (event) => {
		const plain = !event.isComposing && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
		if (plain && keys[event.key]?.()) {
			event.preventDefault();
		}
	});
	input.addEventListener("focus", () => panel.hidden && search());
	form.element.addEventListener("focusout", (event) => {
		if (!panel.contains(event.relatedTarget as Node | null)) {
			close();
		}
	});
	addEventListener(change, () => panel.hidden || search());
	// The press keeps the focus in the box, which would otherwise close the list
	// before the click.
	list.addEventListener("mousedown", (event) => event.preventDefault());
	list.addEventListener("click", () => {
		close();
		input.blur();
	});
	if (document.activeElement === input) {
		search();
	}
}

function option(style: string, href: string, ...children: Child[]): HTMLElement {
	return element("a", { role: "option", "aria-selected": "false", tabindex: "-1", class: style, href }, ...children);
}

// entry shows a group: what was found, and the paragraphs in it.
function entry(root: string, group: Group): HTMLElement {
	const kind = messages.nameOf(group.kind);
	const hits = group.answer && !group.hits?.some((hit) => hit.printed) ? [] : (group.hits ?? []).slice(0, hitsOfGroup);
	return element(
		"div", { role: "group", "aria-label": kind },
		option("page", placeOf(root, group), element("span", { class: "title" }, marked(group.title)), " ", element("span", { class: "kind" }, group.label || kind)),
		...hits.map((hit) =>
			option("hit", placeOf(root, group, hit), element("span", { class: "number" }, hit.printed ? hit.number : "¶"), " ", element("span", {}, marked(fromMark(hit.excerpt)))),
		),
	);
}

// fromMark shortens what stands before the first mark, since two lines are shown.
function fromMark(excerpt: Piece[]): Piece[] {
	const [first, ...rest] = excerpt;
	if (!first || first.mark || rest.length === 0) {
		return excerpt;
	}
	return [{ text: first.text.replace(/^.{24,}? (?=.{0,40}$)/s, "…") }, ...rest];
}
