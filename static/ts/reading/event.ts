// What the parts need to hear what happens on a page.

// on listens to events of the window, each named, and so to those that bubble.
export function on<E extends Event>(names: string, told: (event: E) => void, options?: AddEventListenerOptions): void {
	names.split(" ").forEach((name) => addEventListener(name, told as EventListener, options));
}

// closest finds the element around what an event happened to.
export function closest<E extends HTMLElement>(target: EventTarget | null, selector: string): E | null {
	return target instanceof Element ? target.closest<E>(selector) : null;
}
