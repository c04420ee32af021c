/** The finalizer of MurmurHash3 (Appleby, smhasher): every bit of the sum changes half of the bits of the result. */
function mix(sum: number): number {
	let mixed = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b);
	mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
	return (mixed ^ (mixed >>> 16)) >>> 0;
}

/**
 * A short name for a text: 16 hexadecimal digits, from two sums of 32 bits over its UTF-16 units as FNV-1a makes them, finished each with the
 * other. No proof against ill will. Node's crypto takes longer to load than a completion or the first list has in all.
 */
export function digestText(text: string): string {
	let one = 0x811c9dc5;
	let two = 0x9e3779b9;
	for (let i = 0; i < text.length; i++) {
		const unit = text.charCodeAt(i);
		one = Math.imul(one ^ unit, 0x01000193);
		two = Math.imul(two ^ unit, 0x85ebca77);
	}
	const hex = (sum: number) => sum.toString(16).padStart(8, '0');
	return hex(mix(one ^ (two >>> 15))) + hex(mix(two ^ Math.imul(one, 0x27d4eb2f)));
}

/** A short name for a set of roots, the same for every order of them. */
export const digestRoots = (roots: readonly string[]): string => digestText([...roots].sort().join('\0'));
