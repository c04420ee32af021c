import {valuesByPath} from '../../core/flatten.ts';
import {mostReturned} from '../../core/row.ts';
import type {Json, JsonObject} from '../../core/run.ts';
import {gather} from '../../core/table/gather.ts';
import type {TrackedRun} from './tracked-run.ts';

const known = new WeakMap<JsonObject, Map<string, number>>();

/**
 * Single numbers that a run returned, by name, those within others by their paths, as its curves are called. One is left out where a metric has
 * its name already, or where the run only gives a setting back.
 * @param settings the flat config of the run
 */
export function resultsOf(run: TrackedRun, settings: Readonly<Record<string, Json>>): Map<string, number> {
	const found = new Map<string, number>();
	for (const layer of run.layers) {
		if (!layer.hasResults) continue;
		const {summary} = layer.factsNow;
		const numbers = known.get(summary) ?? valuesByPath(summary, numberOf);
		known.set(summary, numbers);
		if (numbers.size === 0) continue;
		const set = gather(Object.keys(settings), key => key.slice(key.lastIndexOf('.') + 1));
		for (const [name, value] of numbers) {
			const keys = set.get(name.slice(name.lastIndexOf('/') + 1)) ?? [];
			const isGivenBack = keys.some(key => isSamePlace(key, name) && isSameNumber(settings[key], value));
			if (layer.isNotReturned(name) || run.hasMetric(name) || isGivenBack || found.size >= mostReturned) continue;
			found.set(name, value);
		}
	}
	return found;
}

/** True for `optim.lr` and `lr`, `optim/lr`, `config/optim/lr`, and not for `best/lr`. */
function isSamePlace(key: string, name: string): boolean {
	const [set, returned] = [`.${key}`, `.${name.replaceAll('/', '.')}`];
	return set.endsWith(returned) || returned.endsWith(set);
}

/** A setting may be text, and a program keeps some as 32-bit numbers. */
function isSameNumber(setting: Json | undefined, value: number): boolean {
	const set = typeof setting === 'string' && setting.trim() !== '' ? Number(setting) : setting;
	return typeof set === 'number' && (Object.is(set, value) || Math.abs(set - value) <= Math.abs(set) * 1e-6);
}

const asText = new Map([
	['nan', Number.NaN],
	['inf', Number.POSITIVE_INFINITY],
	['-inf', Number.NEGATIVE_INFINITY],
]);

/** A number, or a text that is nothing else: numbers of numpy but float64 are stored as `str` writes them (flexlock 0.8 to 0.10). */
function numberOf(value: Json): number | null {
	if (typeof value === 'number') return value;
	if (typeof value !== 'string' || value.length > 24) return null;
	if (/^-?(?:0|[1-9]\d{0,14})(?:\.\d*)?(?:e[+-]?\d{1,3})?$/.test(value)) return Number(value);
	return asText.get(value) ?? null;
}

/** The numbers that a run returned as text, by name, with the text: that they are numbers is a guess. */
export function textResultsOf({layers}: Pick<TrackedRun, 'layers'>): [string, string][] {
	const textOf = (value: Json) => (typeof value === 'string' && numberOf(value) !== null ? value : null);
	return layers.flatMap(({hasResults, factsNow: {summary}}) => (hasResults ? [...valuesByPath(summary, textOf)] : []));
}
