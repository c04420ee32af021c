import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {compileQuery, runQuery} from '../../../source/core/query/compile/compile.ts';
import type {RunRow} from '../../../source/core/row.ts';
import type {Json} from '../../../source/core/run.ts';
import type {Status} from '../../../source/core/status.ts';
import {makeRow, nowMs} from './rows.ts';

interface CaseMetric {
	last: number | 'NaN';
	min?: number;
	max?: number;
	n: number;
	nan: number;
	at?: Record<string, number>;
}
interface CaseRun {
	id: string;
	name: string;
	status: Status;
	tag: string[];
	note: string;
	age: number;
	runtime: number;
	eta?: number;
	silent: number;
	format: string;
	host: string;
	step: number;
	cfg: Record<string, Json>;
	m: Record<string, CaseMetric>;
}

const {runs, cases} = JSON.parse(readFileSync(path.resolve('test/fixtures/query/cases.json'), 'utf8')) as {
	runs: CaseRun[];
	cases: {query: string; want: string[]}[];
};

function rowOf(run: CaseRun): RunRow {
	const startedAtMs = nowMs - run.age * 1000;
	const metrics = Object.entries(run.m).map(([name, {last, min, max, n, nan}]) => [
		name,
		{last: Number(last), min, max, points: n, nan},
	]);
	return makeRow({
		id: run.id,
		name: run.name,
		status: run.status,
		tags: run.tag,
		notes: run.note ? [run.note] : [],
		format: run.format,
		formats: [run.format],
		host: run.host,
		config: run.cfg,
		startedAtMs,
		endedAtMs: run.status === 'finished' || run.status === 'failed' ? startedAtMs + run.runtime * 1000 : null,
		updatedAtMs: nowMs - run.silent * 1000,
		progress: {step: run.step, total: null, fraction: null, unit: 'step', totalFrom: null},
		estimate:
			run.eta === undefined ? null : {seconds: run.eta, low: 0, high: 0, finishAtMs: nowMs + run.eta * 1000, from: '', text: ''},
		metrics: Object.fromEntries(metrics),
	});
}

const rows = runs.map(rowOf);
const valueAt = (row: RunRow, metric: string, step: number): number =>
	runs.find(run => run.id === row.id)?.m[metric]?.at?.[step] ?? Number.NaN;

for (const {query, want} of cases) {
	test(`the query "${query}" lists ${want.join(' ') || 'nothing'}`, () => {
		const compiled = compileQuery(query, {rows, valueAt});
		assert.ok(compiled.ok, compiled.ok ? '' : compiled.error.message);
		const found = runQuery(compiled.query, rows, nowMs).map(row => row.id[0]);
		assert.deepEqual(found.sort(), want);
	});
}
