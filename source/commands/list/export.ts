import {type PointFormat, pointColumns, pointWriter} from '../../core/point-lines.ts';
import {isReturned, type RunRow} from '../../core/row.ts';
import type {Series} from '../../core/series/series.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {scanRoots, splitWords} from '../find/scan.ts';
import {selectRows} from '../find/select.ts';
import {warnOfMixed} from './mixed-attempts.ts';

/** Lines handed over at once: a call for each of millions would cost more than making them. */
const linesAtOnce = 2000;

/** Collects lines and prints many at a time. */
function batched(print: CommandInput['print']): {add(line: string): void; flush(): void} {
	let lines: string[] = [];
	const flush = (): void => {
		if (lines.length > 0) print(lines.join('\n'));
		lines = [];
	};
	return {
		add(line) {
			lines.push(line);
			if (lines.length >= linesAtOnce) flush();
		},
		flush,
	};
}

function exportSeries(
	series: Series,
	line: (step: number, wallMs: number, value: number) => string,
	add: (line: string) => void,
): void {
	series.settle();
	const {length, steps, values, walls} = series;
	for (let i = 0; i < length; i++) add(line(steps.at(i), walls === null ? Number.NaN : walls.at(i), values.at(i)));
}

/** `xtui export`: the points themselves, one a line, of the runs that the query means; all metrics, or those named. */
export async function runExport(input: CommandInput): Promise<ExitStatus> {
	const {flags} = input;
	const format = flags.format ?? 'csv';
	if (format !== 'csv' && format !== 'jsonl') {
		input.warn(`xtui: --format is csv or jsonl, not ${String(format)}`);
		return 2;
	}
	const {roots, query} = splitWords(input.words);
	const scanned = scanRoots(roots, input);
	if (scanned === null) return 1;
	const selection = selectRows(input, query, scanned, Date.now());
	if (selection === null) return 2;
	const wanted = [flags.metric ?? []].flat().map(String);
	const missing = wanted.filter(name => !selection.rows.some(({key}) => scanned.runs.get(key)!.metrics.has(name)));
	for (const name of missing) {
		const isThere = selection.rows.some(row => isReturned(row, name));
		const returned = `${name} has no points: it is a single number that runs returned, see xtui ls --json`;
		input.warn(`xtui: ${isThere ? returned : `none of these runs has a metric ${name}`}`);
	}
	if (missing.length > 0) return 1;
	if (selection.rows.length === 0) input.warn('xtui: no run fits, so there are no points');
	const out = batched(input.print);
	if (format === 'csv') out.add(pointColumns.join(','));
	const write = (row: RunRow, name: string, series: Series): void =>
		exportSeries(series, pointWriter(format satisfies PointFormat, row, name), out.add);
	for (const row of selection.rows) {
		const {metrics, systemMetrics} = scanned.runs.get(row.key)!;
		for (const [name, series] of metrics) if (wanted.length === 0 || wanted.includes(name)) write(row, name, series);
		if (flags.system === true) for (const [name, series] of systemMetrics) write(row, `system/${name}`, series);
	}
	out.flush();
	warnOfMixed(selection.rows, name => wanted.length === 0 || wanted.includes(name), scanned, input.warn);
	return 0;
}
