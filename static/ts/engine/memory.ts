// What a function has made, kept for when it is asked for again.

// memory returns a function that calls make once for each text, or again after
// so many others.
export function memory<T>(make: (text: string) => T, most = Infinity): (text: string) => T {
	const made = new Map<string, T>();
	return (text) => {
		let value = made.get(text);
		if (value === undefined) {
			if (made.size === most) made.clear();
			made.set(text, (value = make(text)));
		}
		return value;
	};
}
