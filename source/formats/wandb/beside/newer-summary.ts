import {type FileAccess, lastWriteMs} from '../../../core/files/files.ts';
import type {RunSink} from '../../format.ts';
import {numberOf} from '../../values.ts';
import type {LogDecoder} from '../log/log-decoder.ts';
import {findNested} from '../log/nested-values.ts';
import type {RunDirectory} from '../run-directory.ts';
import {type LeftFiles, readLeftFiles} from './left-files.ts';

/** While a run goes on, wandb writes of its machine much more often; its log is behind the summary then, too, but comes after it. */
const silentMs = 10 * 60_000;

/**
 * From when on the files beside a log without an end may tell of later rows than that, milliseconds; null where it holds no row, or its end. A copy goes
 * on nowhere: 0.
 */
export function silentFromMs({log}: RunDirectory, {exit, history}: LogDecoder, files: FileAccess): number | null {
	const stat = exit === null && history.rows > 0 ? files.stat(log) : null;
	if (stat === null) return null;
	const writtenMs = lastWriteMs(stat);
	return writtenMs === null ? 0 : writtenMs + silentMs;
}

/**
 * The files beside the log of a run that was killed, where their summary is of a later row than the log's last one: that loses what had not been written
 * out, up to 32 KiB. Null for any other run.
 */
export function readNewerSummary(directory: RunDirectory, {history}: LogDecoder, files: FileAccess): LeftFiles | null {
	const left = readLeftFiles(directory, files);
	return (numberOf(left.summary._step) ?? -1) > history.step ? left : null;
}

/** Gives the values that have changed since the log's last row, at the step of the summary: the newest row that had any of them. */
export function pushNewer({summary, newestMs}: LeftFiles, {history}: LogDecoder, run: RunSink): void {
	const curves = history.curves();
	const step = numberOf(summary._step);
	for (const [name, value] of Object.entries(summary)) {
		for (const {path, value: number} of findNested(value, [name]).numbers) {
			const full = path.join('.');
			const last = curves.get(full);
			if (step === null || last === undefined || Object.is(last, number)) continue;
			run.series(full, 'replace').push(step, newestMs ?? Number.NaN, number);
		}
	}
}
