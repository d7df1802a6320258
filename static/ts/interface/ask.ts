// Asking the index: the newest question is the only one whose answer counts.

import type { Index } from "../engine/types";

const noticeAfter = 150; // milliseconds until waiting is worth a word
const slowAfter = 8000; // milliseconds until something seems to be wrong

// asker returns a function that asks one question after the other. A question
// leads to what shows its answer; without one no earlier answer counts. After
// failed("slow") an answer may still come.
export function asker(index: () => Promise<Index>, waiting: () => void, failed: (name: string) => void) {
	let newest = 0;
	let timers: number[] = [];
	return (question?: (index: Index) => Promise<() => void>): void => {
		const mine = ++newest;
		timers.forEach(clearTimeout);
		if (!question) {
			return;
		}
		timers = [setTimeout(waiting, noticeAfter), setTimeout(failed, slowAfter, "slow")];
		const settle = (show: () => void): void => {
			if (mine === newest) {
				timers.forEach(clearTimeout);
				show();
			}
		};
		index()
			.then(question)
			.then(settle, (reason: Error) => settle(() => failed(reason.name)));
	};
}
