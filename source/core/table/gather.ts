/** Items by what they share, in the order of their first; those with null are left out. */
export function gather<Item>(items: readonly Item[], keyOf: (item: Item) => string | null): Map<string, Item[]> {
	const gathered = new Map<string, Item[]>();
	for (const item of items) {
		const key = keyOf(item);
		if (key === null) continue;
		const list = gathered.get(key);
		if (list) list.push(item);
		else gathered.set(key, [item]);
	}
	return gathered;
}
