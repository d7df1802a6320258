// Loading the files of an index. Each is a script that calls concordSearch,
// since a page opened from a disk may run a script beside it but not fetch it.

import { bytesOf, type Data } from "./container";

interface Deliveries {
	(name: string, data: string): void;
	q?: [string, string][];
}

// Read returns the bytes of a file, or rejects with a FileError.
export type Read = (name: string) => Promise<Data>;

// failure is an error of which the reader's interface knows the name.
export function failure(name: "FileError" | "VersionError", message: string): Error {
	return Object.assign(new Error(message), { name });
}

// reader returns what reads the files in a folder. It keeps what it has read;
// what could not be read is asked for again at the next call. It is told how
// often the root has been asked for before.
export function reader(base: string, tried: number): Read {
	const tries = new Map([["root", tried]]);
	return (name) => {
		const tried = tries.get(name) || 0;
		tries.set(name, tried + 1);
		// Another address, since browsers keep a file that was cut on its way as well.
		return deliver(name, base + name + ".js" + (tried ? "?" + tried : "")).then(bytesOf);
	};
}

// deliver runs the script at an address and returns what it delivers under a
// name. The page's own script may have run that of the root before.
function deliver(name: string, source: string): Promise<string> {
	return new Promise((resolve, reject) => {
		const settle = (): boolean => {
			const data = take(name);
			if (data !== undefined) resolve(data);
			return data !== undefined;
		};
		if (settle()) return;
		const script = document.createElement("script");
		script.src = source;
		script.onload = script.onerror = () => {
			script.remove();
			if (!settle()) reject(failure("FileError", name));
		};
		document.head.append(script);
	});
}

// take returns what was delivered under a name.
function take(name: string): string | undefined {
	const page: { concordSearch?: Deliveries } = globalThis as object;
	const receive: Deliveries = (page.concordSearch ??= (name, data) => {
		deliveries.push([name, data]);
	});
	const deliveries = (receive.q ??= []);
	const at = deliveries.findIndex((delivery) => delivery[0] === name);
	return at < 0 ? undefined : deliveries.splice(at, 1)[0][1];
}
