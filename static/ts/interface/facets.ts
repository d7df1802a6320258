// The filters beside the results, each with how many it would leave.

import { number } from "concord:words";
import type { Index, Result, Value } from "../engine/types";
import { element, marked } from "./element";
import { pillarName } from "./group";
import * as messages from "./messages";
import { filtersIn, withFilter, withoutFilter } from "./query";

const most = 24; // values of one sort
const settleAfter = 200; // milliseconds without another result

// facets fills the place with controls that change the query, and returns what
// is to be told of each result, or that there is none. The controls of a sort are
// counted while they are unfolded.
export function facets(place: HTMLElement, index: () => Promise<Index>, change: (query: string) => void) {
	const sorts = ["kind", "pillar", "year", "agency"].map((name, i) => {
		const values = element("fieldset", { "aria-label": messages.nameOf(name) });
		const whole = element("details", i < 2 ? { open: "", hidden: "" } : {}, element("summary", {}, messages.nameOf(name)), values);
		return { name, values, whole };
	});
	const summary = element("summary", {});
	const details = element("details", {}, summary, ...sorts.map((sort) => sort.whole));
	details.open = matchMedia("(min-width: 76rem)").matches;
	place.append(element("a", { class: "skip", href: "#search-results" }, messages.skipFilters), details);
	let query = "";
	let settling = 0;
	let newest = 0;

	async function fill(): Promise<void> {
		const mine = ++newest;
		const opened = await index();
		for (const { name, values, whole } of sorts) {
			if (details.open && whole.open) {
				const list = (await opened.facet(query, name)).slice(0, most);
				if (mine !== newest) {
					return;
				}
				const focused = place.contains(document.activeElement) && (document.activeElement as HTMLInputElement).value;
				values.replaceChildren(...list.map((value) => control(opened, value)));
				[...values.querySelectorAll("input")].find((box) => box.value === focused)?.focus();
				whole.hidden = list.length === 0;
			}
		}
	}

	function refresh(): void {
		if (!place.hidden) {
			// What fails here is said where the results are, which need the same files.
			fill().catch(() => undefined);
		}
	}

	place.addEventListener("change", (event) => {
		const box = event.target as HTMLInputElement;
		change((box.checked ? withFilter : withoutFilter)(query, box.value));
	});
	place.addEventListener("toggle", refresh, true);

	return (result?: Result): void => {
		query = result?.query ?? "";
		const chosen = filtersIn(query);
		summary.textContent = messages.narrow(chosen);
		newest++;
		clearTimeout(settling);
		settling = setTimeout(refresh, place.hidden ? 0 : settleAfter);
		place.hidden = !result?.groups.length && !chosen;
	};
}

function control(index: Index, { property, count, chosen }: Value): HTMLElement {
	const box = element("input", { type: "checkbox", value: property });
	box.checked = !!chosen;
	return element("label", {}, box, label(index, property), " ", element("span", { class: "count" }, number(count)));
}

// label shows the name of a property. That of an agency stands in the index, and
// takes the place of its file's name once it is read.
function label(index: Index, property: string): HTMLElement {
	const [sort, name] = property.split(":", 2) as [string, string];
	const text = sort === "kind" ? messages.nameOf(name) : sort === "pillar" && pillarName(index.pillars, +name);
	const shown = element("span", {}, text || name);
	if (sort === "agency") {
		index.search(`kind:agency ${property}`, { groups: 5 }).then(
			({ groups }) => {
				const agency = groups.find((group) => group.path === `agencies/${name}/index.html`);
				if (agency) {
					shown.replaceChildren(marked(agency.title));
				}
			},
			() => undefined, // the file's name tells enough
		);
	}
	return shown;
}
