import assert from 'node:assert/strict';
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {Engine} from '../../source/engine/engine.ts';
import {readCounters} from '../../source/engine/model/counts/counters.ts';
import {makeRow} from '../../source/engine/model/row.ts';
import type {TrackedRun} from '../../source/engine/model/tracked-run.ts';
import {formats} from '../../source/formats/index.ts';
import {nodeFiles} from '../../source/io/files.ts';
import {tfrecords} from '../encodings/tfrecord-writer.ts';
import {scalar} from '../formats/tfevents/events.ts';
import {makeRoot} from './live-session.ts';

function readAll(root: string): TrackedRun[] {
	const engine = new Engine(nodeFiles, formats, Date.now);
	engine.start([root]);
	while (!engine.work(() => false));
	return [...engine.registry.runs.values()];
}

test('a batch has come no further for the steps of its trials', () => {
	const runs = readAll(path.resolve('test/fixtures/guild/home'));
	const counters = (id: string) => readCounters(runs.find(run => run.facts.id?.startsWith(id))!);
	assert.deepEqual(counters('40f1'), {lastStep: null, firstStep: null, epoch: null, firstEpoch: null, unit: null});
	assert.deepEqual(counters('8d6a').lastStep, 5);
});

test('a run that was started again was last heard of at that start at the earliest', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const own = path.join(root, 'runs', 'a'.repeat(32), '.guild');
	mkdirSync(path.join(own, 'attrs'), {recursive: true});
	const micros = (text: string) => `${Date.parse(text) * 1000}\n`;
	writeFileSync(path.join(own, 'opref'), "script:/p '' '' train.py");
	writeFileSync(path.join(own, 'attrs/started'), micros('2026-01-02T00:00:00Z'));
	writeFileSync(path.join(own, 'attrs/stopped'), micros('2026-01-01T00:00:00Z'));
	writeFileSync(path.join(own, 'attrs/exit_status'), '-9\n');
	writeFileSync(path.join(own, 'LOCK'), '4999999');
	const seconds = Date.parse('2026-01-01T00:00:00Z') / 1000;
	writeFileSync(path.join(own, 'events.out.tfevents.1760000000.vm.1.0'), tfrecords(scalar(seconds, 1, 'loss', 1)));
	const [run] = readAll(root);
	const {endedAtMs, updatedAtMs, startedAtMs} = makeRow(run!);
	assert.ok(endedAtMs! < startedAtMs!, 'the end of the first attempt, as it is recorded');
	assert.ok(updatedAtMs! >= startedAtMs!);
});

test('a run that was never started is told from one that is being prepared by the time that it has had', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const own = path.join(root, 'runs', 'a'.repeat(32), '.guild');
	mkdirSync(path.join(own, 'attrs'), {recursive: true});
	writeFileSync(path.join(own, 'opref'), "script:/p '' '' train.py");
	writeFileSync(path.join(own, 'attrs/initialized'), `${Date.now() * 1000}\n`);
	const engine = new Engine(nodeFiles, formats, Date.now);
	engine.start([root]);
	while (!engine.work(() => false));
	const statusAfter = (ms: number) => {
		engine.judge(Date.now() + ms);
		return [...engine.registry.runs.values()][0]!.judgement.status;
	};
	assert.equal(statusAfter(0), 'queued');
	assert.equal(statusAfter(60_000), 'failed', 'without anything having been written');
});
