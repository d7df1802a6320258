// What a screen reader is to say, once the reader's hands rest.

import { element } from "./element";

const restAfter = 500; // milliseconds

// announcer returns a function that announces a text, unless another follows
// soon.
export function announcer(place: HTMLElement): (text: string) => void {
	const status = element("p", { class: "unseen", role: "status" });
	place.append(status);
	let resting = 0;
	return (text) => {
		clearTimeout(resting);
		resting = setTimeout(() => {
			status.textContent = text;
		}, restAfter);
	};
}
