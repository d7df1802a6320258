// Loading the files of an index.

import { bytesOf, type Data } from "./container";
import { deliveries } from "./deliveries";

// Read returns the bytes of a file, or rejects.
export type Read = (name: string) => Promise<Data>;

// reader returns what reads the files in a folder. It is told how often the root
// has been asked for before.
export function reader(base: string, tried: number): Read {
	const tries = new Map([["root", tried]]);
	return async (name) => {
		const tried = tries.get(name) || 0;
		tries.set(name, tried + 1);
		// Another address, since browsers keep a file that was cut on its way as well.
		return bytesOf(await deliver(name, base + name + ".js" + (tried ? "?" + tried : "")));
	};
}

// deliver returns what the script at an address delivers under a name. The
// page's own script may have run that of the root before.
async function deliver(name: string, source: string): Promise<string> {
	const { kept } = deliveries();
	if (!kept.has(name)) await run(source);
	const data = kept.get(name);
	if (data === undefined) throw Error(name);
	kept.delete(name);
	return data;
}

// run waits until a script has run, or cannot.
async function run(source: string): Promise<void> {
	const script = document.createElement("script");
	await new Promise((resolve) => {
		script.onload = script.onerror = resolve;
		script.src = source;
		document.head.append(script);
	});
	script.remove();
}
