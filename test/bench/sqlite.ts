import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, statSync} from 'node:fs';
import path from 'node:path';
import type {RunSink, Source, SourceSink} from '../../source/formats/format.ts';
import {mlflow} from '../../source/formats/mlflow/index.ts';
import {nodeFiles} from '../../source/io/files.ts';
import type {Result} from './result.ts';

export interface SqliteFigures {
	rows: number;
	bytes: number;
	/** Reading every point of the store, in ms of CPU. Goal: < 500 for 500,000 rows. */
	loadMs: number;
	/** The same rows fetched by Python's sqlite3, a C library, in ms of CPU. */
	pythonMs: number;
	/** Looking again after 10 rows were committed: median, in ms of CPU. Goal: < 2. */
	pollMs: number;
	/** Looking again when nothing was committed, in ms of CPU. Goal: < 0.2. */
	idleMs: number;
}

const schema = `
import sqlite3, sys, time
c = sqlite3.connect(sys.argv[1])
`;

const make = `${schema}
c.executescript('''
create table experiments (experiment_id integer not null, name text, lifecycle_stage text, primary key (experiment_id));
create table runs (run_uuid varchar(32) not null, name text, user_id text, status text, start_time bigint, end_time bigint,
	lifecycle_stage text, artifact_uri text, experiment_id integer, primary key (run_uuid));
create table metrics (key varchar(250) not null, value float not null, timestamp bigint not null, run_uuid varchar(32) not null,
	step bigint default '0' not null, is_nan boolean default '0' not null,
	primary key (key, timestamp, step, run_uuid, value, is_nan));
create table latest_metrics (key text, value float, timestamp bigint, step bigint, is_nan boolean, run_uuid text, primary key (key, run_uuid));
create table params (key text, value text, run_uuid text, primary key (key, run_uuid));
create table tags (key text, value text, run_uuid text, primary key (key, run_uuid));
''')
rows, runs, keys = int(sys.argv[2]), ['%032x' % (7919 * i + 1) for i in range(20)], ['loss', 'acc', 'val/loss', 'val/acc', 'lr']
c.execute("insert into experiments values (1, 'bench', 'active')")
for run in runs:
	c.execute("insert into runs values (?, ?, 'ada', 'RUNNING', 1760000000000, null, 'active', '', 1)", (run, 'run ' + run[-4:]))
	c.executemany("insert into params values (?, '1', ?)", (('p%d' % i, run) for i in range(30)))
	c.executemany("insert into tags values (?, 'x', ?)", (('mlflow.t%d' % i, run) for i in range(8)))
c.executemany("insert into metrics values (?, ?, ?, ?, ?, 0)",
	((keys[i % 5], (i * 7919 % 10007) / 10007, 1760000000000 + i, runs[i // 5 % 20], i // 100) for i in range(rows)))
c.commit()
`;

const add = `${schema}
last = c.execute('select max(step) from metrics').fetchone()[0]
run = c.execute('select run_uuid from runs').fetchone()[0]
for i in range(10): c.execute("insert into metrics values ('loss', 0.5, 1770000000000, ?, ?, 0)", (run, last + 1 + i))
c.commit()
`;

const fetch = `${schema}
start = time.process_time()
n = sum(1 for _ in c.execute('select key, value, timestamp, run_uuid, step, is_nan from metrics order by rowid'))
print((time.process_time() - start) * 1000)
`;

const python = (program: string, ...words: string[]) => execFileSync('python3', ['-c', program, ...words], {encoding: 'utf8'});

function cpuMsOf(work: () => void): number {
	const before = process.cpuUsage();
	work();
	const used = process.cpuUsage(before);
	return (used.user + used.system) / 1000;
}

function readAll(source: Source, sink: SourceSink): void {
	while (source.read(sink, 4 * 1024 * 1024).more);
}

/** Writes a store of MLflow's shape into an empty directory with Python's sqlite3 and measures reading and following it. */
export function measureSqlite(directory: string, rows = 500_000): SqliteFigures {
	const store = path.join(directory, 'mlflow.db');
	python(make, store, String(rows));
	const [claim] = mlflow.detect({path: directory, entries: nodeFiles.list(directory) ?? []}, nodeFiles);
	if (claim === undefined) throw new Error(`No MLflow store in ${directory}`);
	let points = 0;
	let total = 0;
	const series = {
		push(step: number, wallMs: number, value: number) {
			points++;
			total += step + wallMs + value;
		},
	};
	const nothing = () => {};
	const run: RunSink = {
		facts: nothing,
		series: () => series,
		systemSeries: () => series,
		media: () => ({push: nothing}),
		defineMetric: nothing,
		event: nothing,
		output: nothing,
		problem: nothing,
		faults: nothing,
		reset: nothing,
		remove: nothing,
	};
	const sink: SourceSink = {run: () => run, problem: nothing, renew: nothing};
	const source = mlflow.open(claim, nodeFiles);
	const loadMs = cpuMsOf(() => readAll(source, sink));
	if (points !== rows || Number.isNaN(total)) throw new Error(`${points} of ${rows} points read`);
	const polls: number[] = [];
	for (let i = 0; i < 9; i++) {
		python(add, store);
		polls.push(cpuMsOf(() => readAll(source, sink)));
	}
	if (points !== rows + 90) throw new Error(`${points - rows} of 90 added points read`);
	const idleMs = cpuMsOf(() => {
		for (let i = 0; i < 100; i++) readAll(source, sink);
	});
	return {
		rows,
		bytes: statSync(store).size,
		loadMs,
		pythonMs: Number(python(fetch, store)),
		pollMs: polls.sort((a, b) => a - b)[4]!,
		idleMs: idleMs / 100,
	};
}

/** The figures as lines of the table, measured in a directory of their own below `root`. */
export function benchSqlite(root: string): Result[] {
	const directory = mkdtempSync(path.join(root, 'sqlite-'));
	try {
		const {rows, bytes, loadMs, pythonMs, pollMs, idleMs} = measureSqlite(directory);
		const store = `${rows.toLocaleString('en')} points of an MLflow store (${(bytes / 1e6).toFixed(0)} MB)`;
		return [
			{what: store, value: loadMs, unit: 'ms CPU', goal: 500},
			{what: "the same, against Python's sqlite3", value: loadMs / pythonMs, unit: 'times', goal: 2},
			{what: 'a look at that store after 10 points were added', value: pollMs, unit: 'ms CPU', goal: 2},
			{what: 'a look at it when nothing was', value: idleMs, unit: 'ms CPU', goal: 0.2},
		];
	} finally {
		rmSync(directory, {recursive: true});
	}
}
