// What is kept while a tab is open, and answers in their order.

const prefix = "concord:";

// kept is what a page before this one kept in its tab. A browser may refuse it.
export function kept(name: string): unknown {
	try {
		return JSON.parse(sessionStorage.getItem(prefix + name) ?? "null");
	} catch {
		return null;
	}
}

export function keep(name: string, value: unknown): void {
	try {
		sessionStorage.setItem(prefix + name, JSON.stringify(value));
	} catch {
		// The next page begins anew.
	}
}

// sequence returns a function that asks, and of which the newest answer alone
// counts.
export function sequence<T>(ask: () => Promise<T>) {
	let newest = 0;
	const run = (answered: (value: T) => void, failed: () => void): void => {
		const mine = ++newest;
		ask().then(
			(value) => mine === newest && answered(value),
			() => mine === newest && failed(),
		);
	};
	return Object.assign(run, { forget: () => void newest++ });
}
