/** Lists of names seen lately, each with one text for all: most runs have one of a few. */
const recent: {names: readonly string[]; key: string}[] = [];
const recentLimit = 16;
/** By the object that the names were read from; rows that did not change need no second look. */
const keys = new WeakMap<object, {count: number; key: string}>();

function isSame(left: readonly string[], right: readonly string[]): boolean {
	if (left === right) return true;
	if (left.length !== right.length) return false;
	for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return false;
	return true;
}

function findKey(names: readonly string[]): string {
	const at = recent.findIndex(seen => isSame(seen.names, names));
	const found = at < 0 ? {names: [...names], key: names.join('\0')} : recent[at]!;
	if (at !== 0) {
		recent.splice(at < 0 ? recentLimit - 1 : at, 1);
		recent.unshift(found);
	}
	return found.key;
}

/** A list of names, or the names in an object, as one text that is the same for the same ones. */
export function namesKey(holder: readonly string[] | object): string {
	const known = keys.get(holder);
	// A list that has grown in place is another one.
	if (known !== undefined && (!Array.isArray(holder) || holder.length === known.count)) return known.key;
	const names: readonly string[] = Array.isArray(holder) ? holder : Object.keys(holder);
	const key = findKey(names);
	keys.set(holder, {count: names.length, key});
	return key;
}

export const namesOfKey = (key: string): string[] => (key === '' ? [] : key.split('\0'));
