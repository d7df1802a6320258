// Asking the index: the newest question is the only one whose answer counts.

import type { Index } from "../engine/types";

const noticeAfter = 150; // milliseconds until waiting is worth a word
const slowAfter = 8000; // milliseconds until something seems to be wrong

export interface Asked<Answer> {
	answer(answer: Answer): void;
	waiting(): void;
	failed(name: string): void; // an answer may still come after "slow"
}

// asker returns a function that asks one question after the other; without a
// question it only makes that no earlier answer counts.
export function asker<Answer>(index: () => Promise<Index>, asked: Asked<Answer>) {
	let newest = 0;
	let timers: number[] = [];
	return async (question?: (index: Index) => Promise<Answer>): Promise<void> => {
		const mine = ++newest;
		timers.forEach(clearTimeout);
		if (!question) {
			return;
		}
		timers = [setTimeout(asked.waiting, noticeAfter), setTimeout(() => asked.failed("slow"), slowAfter)];
		let finish: () => void;
		try {
			const answer = await question(await index());
			finish = () => asked.answer(answer);
		} catch (reason) {
			finish = () => asked.failed(reason instanceof Error ? reason.name : "");
		}
		if (mine === newest) {
			timers.forEach(clearTimeout);
			finish();
		}
	};
}
