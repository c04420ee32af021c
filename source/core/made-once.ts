/** A map, also one that keeps nothing alive. */
interface Kept<Key, Value> {
	get(key: Key): Value | undefined;
	set(key: Key, value: Value): unknown;
}

/** What a map has under a key, made for whoever asks first. Not for paths of each point or line: there the call costs more than it saves. */
export function madeOnce<Key, Value>(kept: Kept<Key, Value>, key: Key, make: () => Value): Value {
	let value = kept.get(key);
	if (value === undefined) {
		value = make();
		kept.set(key, value);
	}
	return value;
}
