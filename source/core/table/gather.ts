/** Adds to the list of a key. */
export function put<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
	const list = lists.get(key);
	if (list) list.push(item);
	else lists.set(key, [item]);
}

/** Items by what they share, in the order of their first; those with null are left out. */
export function gather<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key | null): Map<Key, Item[]> {
	const gathered = new Map<Key, Item[]>();
	for (const item of items) {
		const key = keyOf(item);
		if (key !== null) put(gathered, key, item);
	}
	return gathered;
}
