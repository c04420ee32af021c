import {jsonNumber} from './run-json.ts';
import {csvCell} from './table/columns/render.ts';
import {cleanText} from './text/clean-text.ts';
import {jsonText} from './text/safe-output.ts';

/** Points in the long format: one a line, each with the run that it belongs to. */
export const pointColumns = ['run', 'name', 'metric', 'step', 'time', 'value'] as const;

export type PointFormat = 'csv' | 'jsonl';

/** Makes lines of points of one metric of one run. `wallMs` is NaN where there is no time; a time that no date can hold is left out. */
export function pointWriter(
	format: PointFormat,
	run: {id: string; name: string},
	metric: string,
): (step: number, wallMs: number, value: number) => string {
	// What is the same in all points is made once: a run may have millions.
	const time = (wallMs: number): string | null => (Math.abs(wallMs) <= 8.64e15 ? new Date(wallMs).toISOString() : null);
	if (format === 'csv') {
		const start = [run.id, run.name, metric].map(text => csvCell(cleanText(text, Number.POSITIVE_INFINITY))).join(',');
		return (step, wallMs, value) => `${start},${step},${time(wallMs) ?? ''},${value}`;
	}
	const start = jsonText({run: run.id, name: run.name, metric}).slice(0, -1);
	const number = (value: number): string => JSON.stringify(jsonNumber(value));
	return (step, wallMs, value) =>
		`${start},"step":${number(step)},"time":${JSON.stringify(time(wallMs))},"value":${number(value)}}`;
}
