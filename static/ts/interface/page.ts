// The search page. The query in its address is all there is to know: typing
// and choosing change it, and going back restores it.

import type { Index, Result } from "../engine/types";
import { announcer } from "./announce";
import { asker } from "./ask";
import { button, element } from "./element";
import { remarks } from "./entry";
import { facets } from "./facets";
import { failed } from "./failure";
import { addressOf, queryOf, type SearchForm } from "./form";
import { groupItem } from "./group";
import * as messages from "./messages";

const groups = 10;
const settleAfter = 300; // milliseconds without typing

interface Found {
	index: Index;
	result: Result;
	further: boolean; // comes after what is shown already
}

export function page(form: SearchForm, results: HTMLElement, index: () => Promise<Index>): void {
	const { input } = form;
	const status = document.getElementById("search-status")!;
	const announce = announcer(status.parentElement!);
	const title = document.title;
	const list = element("ol", { class: "found" });
	const narrow = facets(document.getElementById("search-facets")!, index, (query) => {
		input.value = query;
		go();
	});
	let settling = 0;

	const ask = asker<Found>(index, {
		waiting: () => {
			status.textContent = messages.searching;
		},
		failed: (name) => failed(name, () => run(false)),
		answer: ({ index, result, further }) => show(index, result, further),
	});

	function run(typing: boolean, from = 0): void {
		const query = input.value;
		const asked = query.trim() !== "";
		document.documentElement.classList.toggle("searching", asked);
		document.title = asked ? messages.titleOf(query, title) : title;
		if (!asked) {
			void ask();
			narrow.clear();
			results.replaceChildren();
			status.textContent = "";
			announce("");
			results.dataset.state = "idle";
			return;
		}
		results.dataset.state = "loading";
		void ask(async (index) => ({ index, result: await index.search(query, { typing, from, groups }), further: from > 0 }));
	}

	function show(index: Index, result: Result, further: boolean): void {
		const items = result.groups.map((group) => groupItem(group, form.root, index.pillars));
		const first = items[0]?.querySelector("a");
		if (further) {
			list.append(...items);
		} else {
			list.replaceChildren(...items);
		}
		const notes = [...remarks(result), ...(result.groups.length || further ? [] : [messages.nothingAdvice])];
		results.replaceChildren(
			...notes.map((text) => element("p", { class: "note" }, text)),
			...suggestions(result),
			list,
			...(result.more ? [button(messages.moreResults, () => run(false, result.next))] : []),
		);
		status.textContent = result.groups.length || further ? messages.countOf(result.total, result.exact) : messages.nothing(result.query);
		announce(status.textContent);
		results.dataset.state = "done";
		document.documentElement.classList.toggle("searching", list.childElementCount > 0);
		if (further) {
			first?.focus(); // the button that had it is another now
		} else {
			narrow.show(result);
		}
	}

	function suggestions(result: Result): HTMLElement[] {
		const links = (result.suggestions ?? []).map((query) => element("a", { href: addressOf(form.page, query) }, query));
		return links.length ? [element("p", { class: "note" }, messages.suggested, ...links.flatMap((link) => [" ", link]))] : [];
	}

	// remember puts the query into the address, as a step of its own or not.
	function remember(step: boolean): void {
		clearTimeout(settling);
		const query = input.value;
		if (query === queryOf(location.search)) {
			return;
		}
		try {
			history[step ? "pushState" : "replaceState"](null, "", addressOf(location.pathname, query));
		} catch {
			// Some browsers refuse it to pages on a disk, or when it is done too often.
		}
	}

	function go(): void {
		remember(true);
		run(false);
	}

	input.addEventListener("input", () => {
		run(true);
		clearTimeout(settling);
		settling = setTimeout(() => remember(false), settleAfter);
	});
	form.element.addEventListener("submit", (event) => {
		event.preventDefault();
		go();
	});
	addEventListener("popstate", () => {
		clearTimeout(settling);
		input.value = queryOf(location.search);
		run(false);
	});
	run(false);
}
