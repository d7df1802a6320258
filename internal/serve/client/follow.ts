// Following the server: its states, for as long as the page is seen.
//
// A hidden page lets its connection go, since browsers keep no more than six to
// one server and the seventh tab would never load. The first state after that
// tells all that was missed, as it does after a sleep or a restart.

import { eventsOf, type State } from "./protocol";

const openAgainAfter = 1000; // milliseconds, where the browser does not do it by itself

export function follow(path: string, told: (state: State) => void, connected: (is: boolean) => void): void {
	let source: EventSource | undefined;
	let waiting = 0;

	function close(): void {
		clearTimeout(waiting);
		source?.close();
		source = undefined;
	}

	function open(): void {
		close();
		const mine = (source = new EventSource(eventsOf(path)));
		mine.addEventListener("state", ({ data }) => {
			connected(true);
			told(JSON.parse(data));
		});
		mine.addEventListener("error", () => {
			connected(false);
			if (mine.readyState === EventSource.CLOSED) {
				waiting = setTimeout(check, openAgainAfter);
			}
		});
	}

	// check opens the connection if there should be one.
	function check(): void {
		if (document.visibilityState === "hidden") {
			close();
		} else if (!source || source.readyState === EventSource.CLOSED) {
			open();
		}
	}

	document.addEventListener("visibilitychange", check);
	addEventListener("online", () => {
		close(); // it may not have noticed that it was cut
		check();
	});
	addEventListener("pagehide", close);
	addEventListener("pageshow", check);
	check();
}
