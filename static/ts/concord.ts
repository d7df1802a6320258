// The script of every page. It brings the keyboard to the search box and
// loads what answers queries once the reader turns to the box; without it the
// box leads to the search page. That page loads the same scripts by itself,
// after this one.

import { failed } from "./interface/failure";
import { searchForm, queryOf } from "./interface/form";

interface Deliveries {
	(name: string, data: string): void;
	q?: [string, string][];
}

// The index's files call concordSearch. Until the search script takes them,
// what is delivered waits here.
declare global {
	var concordSearch: Deliveries | undefined;
}

function queue(): void {
	const deliveries: Deliveries = (name, data) => {
		(deliveries.q ??= []).push([name, data]);
	};
	globalThis.concordSearch ??= deliveries;
}

function run(source: string): void {
	const script = document.createElement("script");
	script.async = false; // in this order: the root has come when the search script runs
	script.src = source;
	document.head.append(script);
}

const form = searchForm();
if (form) {
	const { input, results } = form;
	let loading = !!results;

	const load = (): void => {
		if (!loading && form.script) {
			loading = true;
			run(form.index + "root.js");
			run(form.script);
		}
	};
	document.addEventListener(
		"error",
		({ target }) => {
			if (target instanceof HTMLScriptElement && target.src === form.script) {
				loading = false;
				if (results) {
					failed("FileError", load);
				}
			}
		},
		true, // as it does not bubble
	);

	queue();
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
