import type {JsonObject} from '../../core/run.ts';

/** A line of ClearML's offline files, one object a point with the parts of the metric's name beside its value, as a row; null for any other. */
export function toMetric({metric, variant, value, iter, timestamp}: JsonObject): JsonObject | null {
	if (typeof metric !== 'string' || typeof value !== 'number') return null;
	const name = typeof variant === 'string' && variant !== metric ? `${metric}/${variant}` : metric;
	return {iter: iter ?? null, timestamp: timestamp ?? null, [name]: value};
}

/** JSON with non-finite numbers in Python's spelling. */
export function spell(value: JsonObject): string {
	const marks = new Map(
		[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(number => [`\u0001${number}`, String(number)]),
	);
	const text = JSON.stringify(value, (_key, item) =>
		typeof item === 'number' && !Number.isFinite(item) ? `\u0001${item}` : item,
	);
	return text.replaceAll(/"\\u0001([^"]+)"/g, (_all, word: string) => marks.get(`\u0001${word}`) ?? 'null');
}
