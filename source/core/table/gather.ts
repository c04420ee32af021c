/** Items by what they share, in the order of their first; those with null are left out. */
export function gather<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key | null): Map<Key, Item[]> {
	const gathered = new Map<Key, Item[]>();
	for (const item of items) {
		const key = keyOf(item);
		if (key === null) continue;
		const list = gathered.get(key);
		if (list) list.push(item);
		else gathered.set(key, [item]);
	}
	return gathered;
}
