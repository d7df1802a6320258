// Elements are made here only, and text goes into them as text: nothing that
// the server says is ever taken for markup.

export type Child = Node | string | undefined | null | false | 0;

export function element<Tag extends keyof HTMLElementTagNameMap>(
	tag: Tag,
	attributes: Record<string, string>,
	...children: Child[]
): HTMLElementTagNameMap[Tag] {
	const made = document.createElement(tag);
	for (const name in attributes) {
		made.setAttribute(name, attributes[name]!);
	}
	made.append(...children.filter((child): child is Node | string => !!child));
	return made;
}

export function button(attributes: Record<string, string>, text: string, press: () => void): HTMLButtonElement {
	const made = element("button", { type: "button", ...attributes }, text);
	made.addEventListener("click", press);
	return made;
}

// link leads to an address that an editor or a browser opens. Without an address,
// or with one that would run a script, it is the text alone.
export function link(attributes: Record<string, string>, address: string, text: string): HTMLElement {
	if (!/^[a-z][a-z\d+.-]*:/i.test(address) || /^(javascript|data|vbscript|blob):/i.test(address)) {
		return element("span", attributes, text);
	}
	const elsewhere: Record<string, string> = /^https?:/i.test(address) ? { target: "_blank", rel: "noopener" } : {};
	return element("a", { href: address, ...elsewhere, ...attributes }, text);
}

// coded is a text with what stands between backticks as code.
export function coded(text: string): Child[] {
	return text.split(/`([^`]+)`/).map((part, i) => (i % 2 === 1 ? element("code", {}, part) : part));
}

let sheet: CSSStyleSheet | undefined; // the preview's, shared by all its elements

// apart makes an element of the preview's own, with what it shows out of reach of
// the site's styles and scripts. The rules come from the linked sheet, since a
// strict policy lets nothing be written into the page.
export function apart(tag: "concord-preview" | "concord-aid", ...children: Node[]): HTMLElement {
	const made = document.createElement(tag);
	const root = made.attachShadow({ mode: "open" });
	root.adoptedStyleSheets = [(sheet ??= copied())];
	root.append(element("div", { class: tag }, ...children));
	return made;
}

function copied(): CSSStyleSheet {
	const made = new CSSStyleSheet();
	const linked = [...document.styleSheets].find((one) => one.href && new URL(one.href).pathname.startsWith("/_concord/"));
	made.replaceSync([...(linked?.cssRules ?? [])].map((rule) => rule.cssText).join("\n"));
	return made;
}
