// Which of some nodes became which of others.

export interface Pairs {
	old: Map<Node, Node>; // by the new node
	same: Set<Node>; // new nodes that are known to equal their old ones
	moved: Set<Node>; // old nodes that do not stand in the order of the others
}

// pair compares the children of an element before and after. Those that stay the
// same are found first, by what they say: a paragraph that gets another number
// is still that paragraph. Then ids decide, then kinds, and what is left is paired
// by the names of elements.
export function pair(olds: Node[], news: Node[]): Pairs {
	const found = { old: new Map<Node, Node>(), same: new Set<Node>() };
	between(olds, news, [words, id, kind, name], found);
	return { ...found, moved: moves(olds, news, found.old) };
}

type Key = (node: Node) => string; // "" for what cannot be told so

const words: Key = (node) => {
	const text = node.textContent!;
	return /\S/.test(text) ? `${node.nodeName} ${text}` : "";
};
const id: Key = (node) => (node instanceof Element && node.id && `${node.nodeName} ${node.id}`) || "";
const kind: Key = (node) => `${node.nodeName} ${node instanceof Element ? resource(node) || node.className : ""}`;
const name: Key = (node) => node.nodeName;

// resource is the name of a file that the site names by what it holds, without
// that part of the name: a new edition of it takes the place of the old one.
function resource(node: Element): string {
	const address = node.getAttribute("href") ?? node.getAttribute("src") ?? "";
	return node.matches("head > *") ? address.replace(/\.[0-9a-f]{8,}\./, ".") : "";
}

function between(olds: Node[], news: Node[], keys: Key[], found: Omit<Pairs, "moved">): void {
	const equal = (i: number, j: number): void => {
		found.old.set(news[j]!, olds[i]!);
		found.same.add(news[j]!);
	};
	let start = 0;
	let oldEnd = olds.length;
	let newEnd = news.length;
	while (start < oldEnd && start < newEnd && olds[start]!.isEqualNode(news[start]!)) {
		equal(start, start);
		start++;
	}
	while (oldEnd > start && newEnd > start && olds[oldEnd - 1]!.isEqualNode(news[newEnd - 1]!)) {
		equal(--oldEnd, --newEnd);
	}
	const [key, ...further] = keys;
	if (!key || start === oldEnd || start === newEnd) {
		return;
	}
	const before = olds.slice(start, oldEnd);
	const after = news.slice(start, newEnd);
	if (before.length === 1 && after.length === 1 && name(before[0]!) === name(after[0]!)) {
		found.old.set(after[0]!, before[0]!); // as every way would end, and their texts may be long
		return;
	}
	let i = 0;
	let j = 0;
	for (const [x, y] of rising(common(before, after, key))) {
		found.old.set(after[y]!, before[x]!);
		between(before.slice(i, x), after.slice(j, y), further, found);
		[i, j] = [x + 1, y + 1];
	}
	between(before.slice(i), after.slice(j), further, found);
}

type Step = [old: number, new: number];

// common pairs the first nodes of a key, the second, and so on.
function common(olds: Node[], news: Node[], key: Key): Step[] {
	const places = new Map<string, number[]>();
	olds.forEach((node, i) => {
		const name = key(node);
		const list = places.get(name);
		if (list) list.push(i);
		else places.set(name, [i]);
	});
	places.delete("");
	return news.flatMap((node, j) => {
		const i = places.get(key(node))?.shift();
		return i === undefined ? [] : [[i, j] as Step];
	});
}

// rising chooses as many steps as can be without going back.
function rising(steps: Step[]): Step[] {
	const ends: number[] = []; // the last step of the best row of each length
	const before: number[] = [];
	steps.forEach(([x], step) => {
		let from = 0;
		let to = ends.length;
		while (from < to) {
			const middle = (from + to) >> 1;
			if (steps[ends[middle]!]![0] < x) from = middle + 1;
			else to = middle;
		}
		before[step] = ends[from - 1] ?? -1;
		ends[from] = step;
	});
	const row: Step[] = [];
	for (let step = ends.at(-1) ?? -1; step >= 0; step = before[step]!) {
		row.unshift(steps[step]!);
	}
	return row;
}

// moves pairs what is left by ids, in any order.
function moves(olds: Node[], news: Node[], old: Map<Node, Node>): Set<Node> {
	const kept = new Set(old.values());
	const byId = new Map(olds.filter((node) => !kept.has(node) && id(node)).map((node) => [id(node), node]));
	const moved = new Set<Node>();
	for (const node of news) {
		const found = old.has(node) ? undefined : byId.get(id(node));
		if (found && !moved.has(found)) {
			old.set(node, found);
			moved.add(found);
		}
	}
	return moved;
}
