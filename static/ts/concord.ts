// The script of every page. It brings the keyboard to the search box and
// loads what answers queries once the reader turns to the box; without it the
// box leads to the search page. That page loads the same scripts by itself,
// after this one.

import { deliveries } from "./engine/deliveries";
import { failed } from "./interface/failure";
import { queryOf, resultsPlace, searchForm } from "./interface/form";
import { unloaded } from "./interface/messages";

function run(source: string): void {
	const script = document.createElement("script");
	script.async = false; // in this order
	script.src = source;
	document.head.append(script);
}

const form = searchForm();
if (form) {
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
	document.addEventListener(
		"error",
		({ target }) => {
			if (target instanceof HTMLScriptElement && scripts.includes(target.getAttribute("src")!)) {
				loading = false;
				if (results) {
					failed(results, unloaded, load);
				}
			}
		},
		true, // as it does not bubble
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
	document.addEventListener("keydown", (event) => {
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
