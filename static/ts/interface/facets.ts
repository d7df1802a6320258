// The filters beside the results, each with how many it would leave.

import type { Index, Result, Value } from "../engine/types";
import { element } from "./element";
import { pillarName } from "./group";
import * as messages from "./messages";
import { filtersIn, withFilter, withoutFilter } from "./query";

const most = 24; // values of one sort
const settleAfter = 200; // milliseconds without another result

interface Sort {
	name: string;
	values: HTMLElement; // has the controls
	whole: HTMLElement; // is hidden while there are none
	isOpen(): boolean;
}

interface Facets {
	show(result: Result): void;
	clear(): void;
}

// facets fills the place with controls that change the query.
export function facets(place: HTMLElement, index: () => Promise<Index>, change: (query: string) => void): Facets {
	const sorts = ["kind", "pillar", "year", "agency"].map((name, i) => (i < 2 ? plain(name) : folded(name)));
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
		for (const sort of sorts) {
			if (details.open && sort.isOpen()) {
				const values = (await opened.facet(query, sort.name)).slice(0, most);
				if (mine !== newest) {
					return;
				}
				const controls = values.map((value) => control(opened, value));
				keepFocus(sort.values, () => sort.values.replaceChildren(...controls));
				sort.whole.hidden = values.length === 0;
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
		change(box.checked ? withFilter(query, box.value) : withoutFilter(query, box.value));
	});
	place.addEventListener("toggle", refresh, true);

	return {
		show(result) {
			query = result.query;
			summary.textContent = messages.narrow(filtersIn(query));
			clearTimeout(settling);
			settling = setTimeout(refresh, place.hidden ? 0 : settleAfter);
			place.hidden = result.groups.length === 0 && filtersIn(query) === 0;
		},
		clear() {
			newest++;
			clearTimeout(settling);
			place.hidden = true;
		},
	};
}

function plain(name: string): Sort {
	const values = element("div", {});
	const whole = element("fieldset", { hidden: "" }, element("legend", {}, messages.sortNames[name]), values);
	return { name, values, whole, isOpen: () => true };
}

// folded is read when it is opened.
function folded(name: string): Sort {
	const title = messages.sortNames[name];
	const values = element("fieldset", { "aria-label": title });
	const whole = element("details", {}, element("summary", {}, title), values);
	return { name, values, whole, isOpen: () => whole.open };
}

function control(index: Index, value: Value): HTMLElement {
	const box = element("input", { type: "checkbox", value: value.property });
	box.checked = !!value.chosen;
	const name = element("span", {});
	label(index, value.property, name);
	return element("label", {}, box, name, " ", element("span", { class: "count" }, value.count.toLocaleString("en")));
}

// label writes the name of a property. That of an agency stands in the index,
// and takes the place of its file's name once it is read.
function label(index: Index, property: string, place: HTMLElement): void {
	const [sort, name] = property.split(":", 2) as [string, string];
	place.textContent = sort === "kind" ? messages.kindName(name) : (sort === "pillar" && pillarName(index.pillars, Number(name))) || name;
	if (sort === "agency") {
		index.search(`kind:agency ${property}`, { groups: 5 }).then(
			({ groups }) => {
				const agency = groups.find((group) => group.path === `agencies/${name}/index.html`);
				if (agency) {
					place.replaceChildren(...agency.title.map((piece) => piece.text));
				}
			},
			() => undefined, // the file's name tells enough
		);
	}
}

// keepFocus lets the control that has the focus keep it while it is made anew.
function keepFocus(place: HTMLElement, work: () => void): void {
	const focused = document.activeElement;
	const value = focused instanceof HTMLInputElement && place.contains(focused) ? focused.value : null;
	work();
	if (value !== null) {
		[...place.querySelectorAll("input")].find((box) => box.value === value)?.focus();
	}
}
