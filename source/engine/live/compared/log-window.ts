import type {ComparedLog} from '../../../core/diff/compared.ts';
import {readLineStep} from '../../../core/diff/line-step.ts';
import type {FileAccess} from '../../../core/files/files.ts';
import {decodeLog} from '../../../encodings/text/log-text.ts';
import {renderLog} from '../../../encodings/text/terminal-lines.ts';
import {createLineScanner} from '../../../formats/textlog/line-scanner.ts';
import type {TrackedRun} from '../../model/tracked-run.ts';
import {readLineTimes} from './log-times.ts';

/** Some hundred lines of a log with long ones, and some thousand of short ones. */
const tailBytes = 128 * 1024;
const lineFeed = 10;

/** What is seen of a log that may have changed. */
export function logState(files: FileAccess, {facts, layers}: TrackedRun, most: number): string {
	const file = facts.logFiles.at(-1) ?? null;
	const stat = file === null ? null : files.stat(file);
	const kept = layers.map(({outputLines}) => `${outputLines.length}:${outputLines.at(-1)?.length}`);
	return `${file}:${stat?.size}:${stat?.modifiedAtMs}:${kept}:${most}`;
}

/** Null where no line says where it belongs. */
const toldOnly = (values: Float64Array): Float64Array | null => (values.some(value => !Number.isNaN(value)) ? values : null);

/** The last lines of a run's output, at most so many, with the step and the time that each line tells. Only the end of the file is read. */
export function readLogWindow(files: FileAccess, run: TrackedRun, most: number): ComparedLog {
	const file = run.facts.logFiles.at(-1) ?? null;
	const size = file === null ? 0 : (files.stat(file)?.size ?? 0);
	const from = Math.max(0, size - tailBytes);
	const bytes = file === null ? new Uint8Array() : (files.readRange(file, from, Math.min(size, tailBytes)) ?? new Uint8Array());
	// The first line of a piece is most likely the end of one.
	const start = from === 0 ? 0 : bytes.indexOf(lineFeed) + 1;
	const kept = run.layers.flatMap(({outputLines}) => outputLines);
	const rendered = renderLog(file === null ? kept.join('\n') : decodeLog(bytes, start));
	const lines = rendered.slice(-most);
	const cut = rendered.length - lines.length;
	const times = file === null ? null : readLineTimes(files, file, bytes.subarray(start), from + start);
	// Where a progress bar went back over lines, the lines that are seen are other ones than those that were written.
	const ownTimes = times?.length === rendered.length ? times : null;
	const startMs = run.facts.startedAtMs ?? Number.NaN;
	const {steps, wallsMs} = scanLines(lines);
	const seconds = wallsMs.map((wallMs, at) => ((ownTimes?.[cut + at] ?? wallMs) - startMs) / 1000);
	return {run: run.key, lines, isWhole: from === 0 && cut === 0, steps: toldOnly(steps), seconds: toldOnly(seconds)};
}

/** The step of each line and the moment that it begins with. Steps are those that lines name or count; where none does, epochs. */
function scanLines(lines: readonly string[]): {steps: Float64Array; wallsMs: Float64Array} {
	const scanner = createLineScanner();
	const results = lines.map(line => scanner.scan(line));
	const named = Float64Array.from(lines, line => readLineStep(line, 'step'));
	// Rows that the scanner counts itself begin with the piece that was read, and are no steps of the run.
	const counted = scanner.axis === 'step' || named.some(step => !Number.isNaN(step));
	const steps = counted
		? named.map((step, at) => (Number.isNaN(step) && scanner.axis === 'step' ? results[at]!.step : step))
		: Float64Array.from(lines, line => readLineStep(line, 'epoch'));
	return {steps, wallsMs: Float64Array.from(results, ({wallMs}) => wallMs)};
}
