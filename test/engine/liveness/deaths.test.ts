import assert from 'node:assert/strict';
import {appendFileSync} from 'node:fs';
import {type TestContext, test} from 'node:test';
import {scanOnce} from '../../../source/engine/headless.ts';
import {Deaths, type KeptDeaths} from '../../../source/engine/liveness/deaths.ts';
import type {ProcessEvidence} from '../../../source/engine/liveness/writers/evidence.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {keepDeaths, readDeaths} from '../../../source/io/kept/readings.ts';
import {startSession} from '../live-session.ts';
import {Lab, minuteMs, until} from './lab.ts';

const readBy = 'this program';
const dir = 'mlruns/1/run';
const metric = `${dir}/metrics/loss`;
const why = 'pid 99 (train.py), the last that can have written it here, is gone';
const seen: ProcessEvidence = {kind: 'no writer', why};
const unknown: ProcessEvidence = {kind: 'unknown'};

/** An MLflow run that is recorded as running, and wrote its last point a minute ago. */
function makeRun(context: TestContext): Lab {
	const lab = new Lab(context);
	const lastMs = lab.nowMs - minuteMs;
	lab.write(`${dir}/meta.yaml`, `run_id: run\nstatus: 1\nstart_time: ${lastMs - 30_000}\nexperiment_id: '1'\n`);
	lab.grown(metric, Array.from({length: 30}, (_, i) => `${lastMs - (29 - i) * 1000} 1 ${i}\n`).join(''));
	return lab;
}

/** The engine after one look, what it has of the run, and what would be kept of its death by a screen that saw it. */
function lookAt(lab: Lab, kept: KeptDeaths | null = null) {
	const engine = scanOnce(
		[lab.root],
		nodeFiles,
		formats,
		() => lab.nowMs,
		false,
		null,
		({deaths}) => deaths.load(readBy, kept),
	);
	const run = [...engine.registry.runs.values()].find(found => found.dir === dir)!;
	return {run, judgement: run.judgement};
}

function seeDeath(lab: Lab): KeptDeaths {
	const deaths = new Deaths();
	deaths.note(lookAt(lab).run, seen, lab.nowMs);
	assert.equal(deaths.hasNews, true);
	return deaths.pack(readBy, lab.nowMs);
}

test('a death that was seen is known to the next start, until the files of the run change', context => {
	const lab = makeRun(context);
	const kept = seeDeath(lab);
	const before = {status: 'crashed', why: `recorded as RUNNING, but no end record, and ${why}`};
	assert.deepEqual(lookAt(lab, kept).judgement, before);
	const next = new Deaths().load(readBy, kept);
	assert.deepEqual(next.weigh(lookAt(lab).run, unknown), seen);
	assert.equal(next.hasNews, false);
	appendFileSync(lab.at(metric), `${lab.nowMs - 1000} 1 30\n`);
	assert.deepEqual(next.weigh(lookAt(lab).run, unknown), unknown);
	assert.equal(next.hasNews, true);
	assert.deepEqual(next.pack(readBy, lab.nowMs).deaths, []);
	assert.equal(lookAt(lab, kept).judgement.status, 'running');
});

test('a death is disproved by a process that writes, and is nothing to another program or after a day', context => {
	const lab = makeRun(context);
	const kept = seeDeath(lab);
	const {run} = lookAt(lab);
	const next = new Deaths().load(readBy, kept);
	const writer: ProcessEvidence = {kind: 'writer', pid: 1, file: metric, suspended: false};
	assert.deepEqual(next.weigh(run, writer), writer);
	assert.deepEqual(next.weigh(run, unknown), unknown);
	assert.deepEqual(new Deaths().load('another program', kept).weigh(run, unknown), unknown);
	assert.deepEqual(new Deaths().load(readBy, kept).pack(readBy, lab.nowMs + 25 * 60 * minuteMs).deaths, []);
});

test('the screen takes over what it has seen before, and keeps what it sees', async context => {
	const lab = makeRun(context);
	keepDeaths([lab.root], seeDeath(lab));
	const live = startSession(lab.root, readBy);
	context.after(() => live.close());
	await live.until('its death', () => live.rows.get(dir)?.statusWhy.endsWith(why) ?? false);
	appendFileSync(lab.at(metric), `${Date.now()} 1 30\n`);
	await live.until('it goes on', () => live.rows.get(dir)?.status === 'running');
	await until('that is kept', () => (readDeaths([lab.root]) as KeptDeaths).deaths.length === 0);
});

test('whoever comes next knows that the process is gone that held a table open', async context => {
	const lab = new Lab(context);
	lab.grown('table/metrics.csv', `step,loss\n${Array.from({length: 30}, (_, i) => `${i},${1 / (i + 1)}\n`).join('')}`);
	const child = await lab.sleeper({holds: 'table/metrics.csv'});
	const live = startSession(lab.root, readBy);
	context.after(() => live.close());
	const why = () => live.rows.get('table')?.statusWhy ?? '';
	await live.until('its writer', () => why() === `pid ${child.pid} holds metrics.csv open`);
	await new Promise(resolve => setTimeout(resolve, 3000));
	child.kill('SIGKILL');
	await live.until('its death', () => why().startsWith(`pid ${child.pid}, which held metrics.csv open, is gone`));
	await until('that is kept', () => (readDeaths([lab.root]) as KeptDeaths | null)?.deaths.length === 1);
	const judgeAnew = () => {
		const kept = readDeaths([lab.root]) as KeptDeaths;
		const next = scanOnce([lab.root], nodeFiles, formats, Date.now, false, null, ({deaths}) => deaths.load(readBy, kept));
		const [run] = next.registry.runs.values();
		return [run?.judgement.status, run?.judgement.why];
	};
	assert.deepEqual(judgeAnew(), ['idle', why()]);
	// Who opens the file for each row, or writes from elsewhere, is never seen.
	await new Promise(resolve => setTimeout(resolve, 4000));
	appendFileSync(lab.at('table/metrics.csv'), '30,0.01\n');
	await live.until('that it goes on', () => why().endsWith('is gone, but others write: written within the last 10 s'));
	await new Promise(resolve => setTimeout(resolve, 3000));
	assert.deepEqual(judgeAnew(), ['running', 'written within the last 10 s']);
});
