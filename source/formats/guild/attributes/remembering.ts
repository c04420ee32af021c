/**
 * A reading of texts of which runs have mostly the same, so that each is understood once: of the last `most` texts or so, none longer than
 * `longest` letters. Nobody may change what it gives.
 */
export function remembering<T>(read: (text: string) => T, {most, longest}: {most: number; longest: number}): (text: string) => T {
	const understood = new Map<string, T>();
	return text => {
		const known = understood.get(text);
		if (known !== undefined) return known;
		const reading = read(text);
		if (text.length > longest) return reading;
		if (understood.size >= most) understood.clear();
		understood.set(text, reading);
		return reading;
	};
}
