import type {JsonObject} from '../../core/run.ts';
import type {RunSink} from '../format.ts';
import {numberOf} from '../values.ts';
import type {LogDecoder} from './log/log-decoder.ts';
import {findNested} from './log/nested-values.ts';
import type {RowMedia} from './media/media.ts';

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

/**
 * Gives the newest picture, table or other file of each name, which the summary of a run without its log still names. The values of a histogram were in
 * the log alone.
 */
export function pushMedia(summary: JsonObject, media: RowMedia, newestMs: number | null): void {
	for (const [name, value] of Object.entries(summary)) {
		const {_type} = value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};
		if (typeof _type === 'string' && _type !== 'histogram') media.noteObject([name], JSON.stringify(value));
	}
	media.flush(numberOf(summary._step) ?? 0, newestMs ?? Number.NaN, {offset: 0, bytes: 0});
}
