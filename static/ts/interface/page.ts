// The search page. The query in its address is all there is to know: typing
// and choosing change it, and going back restores it.

import { change } from "../engine/deliveries";
import type { Index, Result } from "../engine/types";
import { announcer } from "./announce";
import { asker } from "./ask";
import { button, element, type Child } from "./element";
import { remarks } from "./entry";
import { facets } from "./facets";
import { failed } from "./failure";
import { addressOf, queryOf, type SearchForm } from "./form";
import { groupItem } from "./group";
import * as messages from "./messages";

const groups = 10;
const settleAfter = 300; // milliseconds without typing

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

	const ask = asker(
		index,
		() => (status.textContent = messages.searching),
		(name) => failed(results, messages.failure(name), () => run(false)),
	);

	function run(typing: boolean, from = 0): void {
		const query = input.value;
		const asked = query.trim() !== "";
		document.documentElement.classList.toggle("searching", asked);
		document.title = asked ? messages.titleOf(query, title) : title;
		if (!asked) {
			ask();
			narrow();
			results.replaceChildren();
			status.textContent = "";
			announce("");
			results.dataset.state = "idle";
			return;
		}
		results.dataset.state = "loading";
		ask(async (index) => {
			const result = await index.search(query, { typing, from, groups });
			return () => show(index, result, from > 0);
		});
	}

	// show shows a result, or what comes after the one that is shown.
	function show(index: Index, result: Result, further: boolean): void {
		const items = result.groups.map((group) => groupItem(group, form.root, index.pillars));
		if (!further) {
			list.replaceChildren();
		}
		list.append(...items);
		const found = list.childElementCount > 0;
		const notes = found ? remarks(result) : [...remarks(result), messages.nothingAdvice];
		results.replaceChildren(...notes.map((text) => note(text)), list);
		const links = (result.suggestions ?? []).flatMap((query) => [" ", element("a", { href: addressOf(form.element.action, query) }, query)]);
		if (links.length > 0) {
			list.before(note(messages.suggested, ...links));
		}
		if (result.more) {
			list.after(button(messages.moreResults, () => run(false, result.next)));
		}
		status.textContent = found ? messages.countOf(result.total, result.exact) : messages.nothing(result.query);
		announce(status.textContent);
		results.dataset.state = "done";
		document.documentElement.classList.toggle("searching", found);
		if (further) {
			items[0]?.querySelector("a")?.focus(); // the button that had it is another now
		} else {
			narrow(result);
		}
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
	addEventListener(change, () => run(false));
	run(false);
}

function note(...children: Child[]): HTMLElement {
	return element("p", { class: "note" }, ...children);
}
