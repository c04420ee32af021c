import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {compileQuery, runQuery} from '../../../source/core/query/compile/compile.ts';
import type {RunRow} from '../../../source/core/row.ts';
import type {Json} from '../../../source/core/run.ts';
import type {Status} from '../../../source/core/status.ts';
import {makeRow, nowMs, type ShortMetric} from './rows.ts';

/**
 * Cases whose answers were worked out from the text of the language's design by a program that was written apart, without a look at this one:
 * units, durations, brackets, negations, expressions, aggregates, steps, quotes, letters of all scripts, missing values, NaN and infinity, texts that are
 * numbers, lists and switches.
 */
interface CaseRun {
	id: string;
	name: string;
	tags: string[];
	notes: string[];
	status: Status;
	/** Seconds. */
	age: number;
	runtime: number;
	config: Record<string, Json>;
	points: Record<string, [number, number | string][]>;
}

const {runs, cases} = JSON.parse(readFileSync(path.resolve('test/fixtures/query/more-cases.json'), 'utf8')) as {
	runs: CaseRun[];
	cases: {query: string; want: string[]}[];
};

function aggregate(points: readonly [number, number | string][]): ShortMetric {
	const values = points.map(([, value]) => Number(value));
	const finite = values.filter(Number.isFinite);
	const extreme = (best: (...numbers: number[]) => number) => (finite.length > 0 ? best(...finite) : Number.NaN);
	return {
		points: values.length,
		nan: values.filter(Number.isNaN).length,
		first: values[0]!,
		last: values.at(-1)!,
		lastStep: points.at(-1)![0],
		min: extreme(Math.min),
		max: extreme(Math.max),
		mean: finite.reduce((sum, value) => sum + value, 0) / finite.length,
	};
}

const pointsOf = new Map<RunRow, CaseRun['points']>();
const rows = runs.map(({age, runtime, points, ...run}) => {
	const startedAtMs = nowMs - age * 1000;
	const metrics = Object.fromEntries(Object.entries(points).map(([name, list]) => [name, aggregate(list)]));
	const row = makeRow({...run, startedAtMs, endedAtMs: startedAtMs + runtime * 1000, metrics, host: 'n1', user: 'ada'});
	pointsOf.set(row, points);
	return row;
});
const valueAt = (row: RunRow, metric: string, step: number): number => {
	const before = pointsOf.get(row)?.[metric]?.filter(([at]) => at <= step) ?? [];
	return Number(before.at(-1)?.[1] ?? Number.NaN);
};

test(`${cases.length} queries find what their design says`, () => {
	assert.ok(cases.length > 200);
	for (const {query, want} of cases) {
		const compiled = compileQuery(query, {rows, valueAt});
		assert.ok(compiled.ok, `${query}: ${compiled.ok ? '' : compiled.error.message}`);
		const found = runQuery(compiled.query, rows, nowMs).map(({id}) => id);
		assert.deepEqual(found.sort(), want, query);
	}
});
