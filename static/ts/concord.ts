// The script of every page. It helps to read and to cite the page, brings the
// keyboard to the search box and loads what answers queries once the reader turns
// to the box; without it the box leads to the search page. That page loads the
// same scripts by itself, after this one.

import { deliveries } from "./engine/deliveries";
import { failed } from "./interface/failure";
import { queryOf, resultsPlace, searchForm } from "./interface/form";
import { unloaded } from "./interface/messages";
import { acts } from "./reading/acts";
import { contents } from "./reading/contents";
import { on } from "./reading/event";
import { popovers } from "./reading/popover";
import { title } from "./reading/title";

function run(source: string): void {
	const script = document.createElement("script");
	script.async = false; // in this order
	script.src = source;
	document.head.append(script);
}

// search brings the keyboard to the search box, and the engine to its queries.
function search(): void {
	const form = searchForm();
	if (!form) {
		return;
	}
	const { input } = form;
	const results = resultsPlace();
	const scripts: string[] = form.element.dataset.scripts?.match(/\S+/g) ?? [];
	let loading = !!results;

	const load = (): void => {
		if (!loading) {
			loading = true;
			run(form.index + "root.js");
			scripts.forEach(run);
		}
	};
	on(
		"error",
		({ target }: Event) => {
			if (target instanceof HTMLScriptElement && scripts.includes(target.getAttribute("src")!)) {
				loading = false;
				if (results) {
					failed(results, unloaded, load);
				}
			}
		},
		{ capture: true }, // as it does not bubble
	);

	deliveries(); // take what comes before the engine
	if (results) {
		input.value = queryOf(location.search);
		document.documentElement.classList.toggle("searching", input.value !== "");
	} else {
		input.addEventListener("focus", load);
		input.addEventListener("input", load);
		if (document.activeElement === input) {
			load();
		}
	}

	input.setAttribute("aria-keyshortcuts", "/ Control+K Meta+K");
	on("keydown", (event: KeyboardEvent) => {
		const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
		const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
		if ((slash || k) && !event.isComposing && !isTyping(event.target)) {
			event.preventDefault();
			input.focus();
			input.select();
		}
	});
}

// isTyping says whether a key pressed there belongs to a text.
function isTyping(target: EventTarget | null): boolean {
	return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}

// What is wrong with one part does not keep the others from their work.
for (const part of [search, title, contents, popovers, acts]) {
	try {
		part();
	} catch (error) {
		reportError(error);
	}
}
