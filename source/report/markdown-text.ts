/** Text without meaning to Markdown as GitHub reads it: no markup, no HTML, no entity, no mention, no link that makes itself. */
export function escapeMarkdown(text: string): string {
	return text
		.replace(/[\\`*_{}[\]<>|~&$@#]/g, '\\$&')
		.replace(/:\/\//g, '\\://')
		.replace(/\bwww\./gi, match => `${match.slice(0, -1)}\\.`);
}

const levels = '▁▂▃▄▅▆▇█';

/** Values as one line of blocks: a gap is a blank, a value that is not finite a ×. */
export function sparkText(values: readonly number[]): string {
	const finite = values.filter(Number.isFinite);
	const low = finite.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
	const high = finite.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
	return values
		.map(value => {
			if (!Number.isFinite(value)) return '×';
			return levels[high > low ? Math.min(7, Math.floor(((value - low) / (high - low)) * 8)) : 3];
		})
		.join('');
}
