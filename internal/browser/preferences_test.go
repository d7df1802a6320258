package browser_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"concord/internal/browser"

	"github.com/chromedp/chromedp/kb"
)

// changing lists what takes time to change.
const changing = `(() => {
	const takes = v => v.split(",").some(d => parseFloat(d) > 0), found = new Set();
	for (const e of document.querySelectorAll("*")) for (const part of ["", "::before", "::after", ...(e.matches("details") ? ["::details-content"] : e.popover || e.matches("dialog") ? ["::backdrop"] : [])]) {
		const s = getComputedStyle(e, part);
		const what = takes(s.transitionDuration) ? "transition" : s.animationName !== "none" && takes(s.animationDuration) ? "animation" : s.scrollBehavior === "smooth" ? "smooth scrolling" : "";
		if (what) found.add(what + " on " + e.tagName.toLowerCase() + (e.classList.length ? "." + e.classList[0] : "") + part);
	}
	for (const a of document.getAnimations()) found.add("running: " + (a.animationName ?? a.transitionProperty ?? a.id));
	return JSON.stringify([...found]);
})()`

// unfocused lists what shows nothing, or is covered, when the keyboard reaches it.
const unfocused = `(() => {
	const found = [];
	const clear = c => /^rgba\(.*, 0\)$|\/ 0\)$/.test(c);
	const outlined = e => { const s = getComputedStyle(e); return s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1 && !clear(s.outlineColor); };
	const drawn = e => [e, ...e.querySelectorAll("*")].map(x => { const s = getComputedStyle(x); return [s.stroke, s.strokeWidth, s.outlineStyle, s.textDecorationLine].join(); }).join();
	const seen = e => [...e.getClientRects()].some(r => [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5]].some(([x, y]) => {
		const top = document.elementFromPoint(r.left + r.width * x, r.top + r.height * y);
		return top && (e.contains(top) || top.contains(e));
	}));
	for (const e of document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")) {
		if (e.tabIndex < 0 || e.disabled || !e.checkVisibility({visibilityProperty: true})) continue;
		document.activeElement.blur();
		const before = e instanceof SVGElement && drawn(e);
		e.focus();
		if (document.activeElement !== e) continue;
		const holder = e.closest(":focus-within:has(> :focus)") ?? e;
		if (!outlined(e) && !outlined(holder.parentElement ?? holder) && !(before && drawn(e) !== before))
			found.push("focus cannot be seen on " + e.outerHTML.slice(0, 100));
		if (!seen(e)) found.push("focus is hidden on " + e.outerHTML.slice(0, 100));
	}
	return JSON.stringify([...found.slice(0, 5), ...(found.length > 5 ? [found.length - 5 + " more"] : [])]);
})()`

// unmarked says whether the paragraph that the address points to looks like any
// other one. What tells it apart must survive forced colours.
const unmarked = `(() => {
	const forced = matchMedia("(forced-colors: active)").matches;
	const look = e => [e, ...e.querySelectorAll("*")].flatMap(x => ["", "::before", "::after"].map(part => {
		const s = getComputedStyle(x, part);
		return [forced || s.backgroundColor, s.content, s.outlineStyle, s.outlineWidth, s.textDecorationLine, s.fontWeight,
			...["Left", "Right", "Top", "Bottom"].map(side => s["border" + side + "Style"] + s["border" + side + "Width"])].join();
	})).join("|");
	const found = [], all = [...document.querySelectorAll("main [id^=para-], main [id^=date-], main [id^=term-]")];
	for (const e of new Set([all[0], all[all.length >> 1], all.at(-1)])) if (e) {
		const before = look(e);
		location.hash = e.id;
		if (!e.matches(":target")) found.push("#" + e.id + " is no target");
		else if (look(e) === before) found.push("nothing marks #" + e.id + " when the address points to it");
		location.hash = "_none";
	}
	return JSON.stringify(found);
})()`

// moving is what moves on a page for a reader who has asked for less motion.
func moving(t testing.TB, p *browser.Page, url string) []string {
	t.Helper()
	p.Prefer(map[string]string{"prefers-reduced-motion": "reduce"})
	p.Go(url)
	found := list(t, p, changing)
	use(t, p, func(where string) { found = append(found, in(where, list(t, p, changing))...) })
	return found
}

// unclear is what a reader with a keyboard cannot make out, also one who has
// asked the system for its own colours, or for more contrast.
func unclear(t testing.TB, p *browser.Page, url string) []string {
	t.Helper()
	p.Go(url)
	var faults []string
	for _, preference := range []map[string]string{{"forced-colors": "active"}, {"prefers-contrast": "more"}, {}} {
		faults = append(faults, in(fmt.Sprint(slices.Collect(maps.Keys(preference))), preferring(t, p, preference))...)
	}
	return faults
}

func preferring(t testing.TB, p *browser.Page, preference map[string]string) []string {
	t.Helper()
	features := map[string]string{"prefers-reduced-motion": "reduce"}
	maps.Copy(features, preference)
	p.Prefer(features)
	var faults []string
	p.Press(kb.Tab) // from now on the keyboard moves the focus
	for _, width := range []int64{320, 1280} {
		p.Resize(width, 800)
		if width == 1280 || len(preference) == 0 {
			faults = append(faults, list(t, p, unfocused)...)
		}
	}
	faults = append(faults, list(t, p, unmarked)...)
	slices.Sort(faults)
	return slices.Compact(faults)
}
