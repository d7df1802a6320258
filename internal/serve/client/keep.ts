// Keeping what the reader looks at where it is, while what is above it grows or
// goes.

const blocks = "main :is(h1, h2, h3, h4, h5, h6, p, li, dt, dd, tr, pre, figcaption, summary):not(nav *)";
const enough = 12; // blocks to hold on to, should the first of them go

// hold remembers the blocks that are seen, and returns what brings the first of
// them that is still there back to its place. At the very top nothing is held: what
// comes in there is to be seen.
export function hold(): () => void {
	if (scrollY === 0) {
		return () => undefined;
	}
	const seen: { block: Element; top: number }[] = [];
	for (const block of document.querySelectorAll(blocks)) {
		const { top, bottom, height } = block.getBoundingClientRect();
		if (height > 0 && bottom > 0 && (top >= 0 || seen.length === 0)) {
			seen.push({ block, top });
		}
		if (seen.length === enough || top > innerHeight) {
			break;
		}
	}
	return () => {
		const kept = seen.find(({ block }) => block.isConnected && block.getClientRects().length > 0);
		if (kept) {
			scrollBy({ top: kept.block.getBoundingClientRect().top - kept.top, behavior: "instant" });
		}
	};
}
