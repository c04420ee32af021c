import type {Json, JsonObject} from '../run.ts';
import {setKey} from '../set-key.ts';
import {formatNumber} from '../text/numbers.ts';

/** Deeper there is nothing that a tracker has put there. */
const deepest = 12;

/**
 * What a tracker writes into a summary in place of a value that is no number, in one line of words: `histogram of 64 bins, -0.01 … 0.02`,
 * `image-file media/images/sample_3.png`. W&B gives each such object its kind in `_type` (wandb/sdk/data_types); null for any other value.
 */
function recordedWords(value: Json): string | null {
	if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
	const {_type: kind, path, bins, values, packedBins} = value;
	if (typeof kind !== 'string') return null;
	if (kind === 'histogram') return histogramWords(values, bins, packedBins);
	return typeof path === 'string' ? `${kind} ${path}` : null;
}

function histogramWords(values: Json | undefined, bins: Json | undefined, packed: Json | undefined): string | null {
	const edges = Array.isArray(bins) ? bins : packedEdges(packed);
	const [low, high] = [edges?.[0], edges?.at(-1)];
	if (!Array.isArray(values) || typeof low !== 'number' || typeof high !== 'number') return null;
	return `histogram of ${values.length} bins, ${formatNumber(low)} … ${formatNumber(high)}`;
}

/** Edges that lie evenly are told by the first, their distance and how many bins they part. */
function packedEdges(packed: Json | undefined): [number, number] | null {
	if (packed === null || typeof packed !== 'object' || Array.isArray(packed)) return null;
	const {min, size, count} = packed;
	return typeof min === 'number' && typeof size === 'number' && typeof count === 'number' ? [min, min + size * count] : null;
}

/** A summary as it is shown to people: what is no number or text of its own in words, all else as it was recorded. */
export function summaryInWords(summary: JsonObject, depth = 0): JsonObject {
	const told: JsonObject = {};
	for (const [key, value] of Object.entries(summary)) {
		const isNested = value !== null && typeof value === 'object' && !Array.isArray(value);
		setKey(told, key, recordedWords(value) ?? (isNested && depth < deepest ? summaryInWords(value, depth + 1) : value));
	}
	return told;
}
