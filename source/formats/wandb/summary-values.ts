import type {JsonObject} from '../../core/run.ts';
import type {RunSink} from '../format.ts';
import {numberOf} from '../values.ts';
import type {LogDecoder} from './log/log-decoder.ts';
import {findNested} from './log/nested-values.ts';

/**
 * Gives each number of a summary that no row has, as a program sets them itself (`run.summary['best'] = …`), as the only point of its curve, at the
 * newest step. What wandb sums up of a curve, such as its least value, stands below that curve's name and is left out.
 * @param newestMs when that step was, milliseconds
 */
export function pushSummary(summary: JsonObject, {history}: LogDecoder, newestMs: number | null, run: RunSink): void {
	const curves = history.curves();
	const step = history.rows > 0 ? history.step : (numberOf(summary._step) ?? 0);
	for (const [name, value] of Object.entries(summary)) {
		if (name.startsWith('_')) continue;
		for (const {path, value: number} of findNested(value, [name]).numbers) {
			if (path.some((_, depth) => curves.has(path.slice(0, depth + 1).join('.')))) continue;
			const full = path.join('.');
			if (history.rows > 0) run.defineMetric(full, {isUncounted: true});
			run.series(full, 'replace').push(step, newestMs ?? Number.NaN, number);
		}
	}
}
