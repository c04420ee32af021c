import {type FileAccess, lastWriteMs} from '../../core/files/files.ts';
import {nowOf} from '../file-clock.ts';
import type {RunSink} from '../format.ts';
import {numberOf} from '../values.ts';
import {type LeftFiles, readLeftFiles} from './left-files.ts';
import type {LogDecoder} from './log/log-decoder.ts';
import {findNested} from './log/nested-values.ts';
import type {RunDirectory} from './run-directory.ts';

/** While a run goes on, wandb writes of its machine much more often; its log is behind the summary then, too, but comes after it. */
const silentMs = 10 * 60_000;

/**
 * The files beside the log of a run that was killed, where their summary is of a later row than the log's last one: that loses what had not been written
 * out, up to 32 KiB. Null for any other run.
 */
export function readNewerSummary(directory: RunDirectory, {exit, history}: LogDecoder, files: FileAccess): LeftFiles | null {
	if (exit !== null || history.rows === 0) return null;
	const log = files.stat(directory.log);
	// A copy goes on nowhere.
	if (log === null || nowOf(files) - (lastWriteMs(log) ?? 0) < silentMs) return null;
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
