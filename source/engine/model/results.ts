import {numbersByPath} from '../../core/flatten.ts';
import type {Json, JsonObject} from '../../core/run.ts';
import type {TrackedRun} from './tracked-run.ts';

const mostResults = 500;
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
		const numbers = known.get(summary) ?? numbersByPath(summary);
		known.set(summary, numbers);
		if (numbers.size === 0) continue;
		const set = new Map<string, string[]>();
		for (const key of Object.keys(settings)) {
			const word = key.slice(key.lastIndexOf('.') + 1);
			set.set(word, [...(set.get(word) ?? []), key]);
		}
		for (const [name, value] of numbers) {
			const keys = set.get(name.slice(name.lastIndexOf('/') + 1)) ?? [];
			const isGivenBack = keys.some(key => isSamePlace(key, name) && isSameNumber(settings[key], value));
			if (layer.isNotReturned(name) || run.hasMetric(name) || isGivenBack || found.size >= mostResults) continue;
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
