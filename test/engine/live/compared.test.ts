import assert from 'node:assert/strict';
import {appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {type ComparedWish, comparedStride} from '../../../source/core/diff/compared.ts';
import {scanOnce} from '../../../source/engine/headless.ts';
import {ComparedDesk} from '../../../source/engine/live/compared/desk.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';

const startS = 1_700_000_000;
const wish: ComparedWish = {runs: [], at: null, code: null, surroundings: false, logLines: 0};

/** A native run with a line of output a second, from the index that `xtui run` writes. */
function writeRun(top: string, name: string, lines: readonly string[], more: object = {}): string {
	const directory = path.join(top, name);
	mkdirSync(directory, {recursive: true});
	writeFileSync(path.join(directory, 'xtui-run.json'), JSON.stringify({xtui: 1, id: name, name, started_at: startS, ...more}));
	writeFileSync(
		path.join(directory, 'metrics.jsonl'),
		Array.from({length: 100}, (_, step) => `{"step": ${step}, "time": ${startS + step * 60}, "loss": ${100 - step}}\n`).join(''),
	);
	const log = path.join(directory, 'output.log');
	writeFileSync(log, '');
	for (const [at, line] of lines.entries()) {
		const entry = Buffer.alloc(16);
		entry.writeDoubleLE(startS + at, 0);
		entry.writeUInt32LE(
			lines.slice(0, at).reduce((sum, each) => sum + Buffer.byteLength(each) + 1, 0),
			8,
		);
		entry.writeUInt32LE(1, 12);
		appendFileSync(path.join(directory, 'output.index'), entry);
		appendFileSync(log, `${line}\n`);
	}
	return log;
}

function openDesk(context: TestContext, write: (top: string) => void) {
	const top = mkdtempSync(path.join(os.tmpdir(), 'xtui-compared-'));
	context.after(() => rmSync(top, {recursive: true, force: true}));
	write(top);
	const engine = scanOnce([top], nodeFiles, formats);
	const key = (name: string) => [...engine.registry.runs.values()].find(run => run.facts.name === name)!.key;
	return {desk: new ComparedDesk(engine.registry, nodeFiles), key};
}

test('settings come in full and once, values of a moment for as long as they are wanted', context => {
	const long = 'x'.repeat(3000);
	const {desk, key} = openDesk(context, top => {
		writeRun(top, 'a', [], {config: {prompt: long}});
		writeRun(top, 'b', []);
	});
	const runs = [key('a'), key('b')];
	desk.setWish({...wish, runs});
	assert.equal(desk.take(0)?.runs[0]?.config.prompt, long);
	assert.equal(desk.take(0), null);
	desk.setWish({...wish, runs, at: {kind: 'step', step: 10}});
	const values = desk.take(0)?.values ?? [];
	const at = values[0]!.names.indexOf('loss') * comparedStride;
	assert.deepEqual([...values[0]!.values.subarray(at, at + comparedStride)], [11, 10, 90, 10, 90]);
	desk.setWish({...wish, runs, at: {kind: 'time', seconds: 300}});
	assert.equal(desk.take(0)?.values[1]?.values[at + 2], 95);
	assert.equal(desk.take(0), null);
});

test('only the end of a log is read, each line with its step and its time', context => {
	const lines = Array.from({length: 60}, (_, at) => (at % 2 === 0 ? `step ${at} loss ${1 / (at + 1)}` : 'saved'));
	let log = '';
	const {desk, key} = openDesk(context, top => {
		log = writeRun(top, 'a', lines);
		writeRun(top, 'b', ['no steps here', 'nor here']);
	});
	desk.setWish({...wish, runs: [key('a'), key('b')], logLines: 10});
	const [a, b] = desk.take(0)?.logs ?? [];
	assert.deepEqual(a?.lines, lines.slice(-10));
	assert.deepEqual([...(a?.seconds ?? [])], [50, 51, 52, 53, 54, 55, 56, 57, 58, 59]);
	assert.equal(a?.steps?.[0], 50);
	assert.deepEqual([a?.isWhole, b?.isWhole, b?.steps], [false, true, null]);
	appendFileSync(log, 'step 60 loss 0.1\n');
	assert.equal(desk.take(500), null, 'not more often than each second');
	assert.equal(desk.take(1000)?.logs[0]?.lines.at(-1), 'step 60 loss 0.1');
	assert.equal(desk.take(2000), null);
});

test('lines of Guild stand at the times that its index of the output has', context => {
	const id = '0bb843776a504d0a89235821f89ff2f9';
	const {desk, key} = openDesk(context, top => {
		const own = path.join(top, id, '.guild');
		mkdirSync(path.join(own, 'attrs'), {recursive: true});
		writeFileSync(path.join(own, 'opref'), "script:/p '' '' train.py");
		writeFileSync(path.join(own, 'attrs/started'), `${startS * 1e6}`);
		writeFileSync(path.join(own, 'output'), 'begin\nloss: 1\nunfinished');
		const index = Buffer.alloc(18);
		for (const line of [0, 1]) index.writeBigUInt64BE(BigInt((startS + 5 * line) * 1000), line * 9);
		writeFileSync(path.join(own, 'output.index'), index);
		writeRun(top, 'b', []);
	});
	desk.setWish({...wish, runs: [key('train.py'), key('b')], logLines: 10});
	const [guild] = desk.take(0)?.logs ?? [];
	assert.deepEqual(guild?.lines, ['begin', 'loss: 1', 'unfinished']);
	assert.deepEqual([...(guild?.seconds ?? [])], [0, 5, Number.NaN]);
});

test('machines and versions come only where they are wanted', context => {
	const {desk, key} = openDesk(context, top => {
		writeRun(top, 'a', [], {host: 'gpu-1', command: {argv: ['python'], cwd: '/p', env: {OMP_NUM_THREADS: '2'}}});
		writeRun(top, 'b', []);
	});
	const runs = [key('a'), key('b')];
	desk.setWish({...wish, runs});
	assert.deepEqual(desk.take(0)?.surroundings, []);
	desk.setWish({...wish, runs, surroundings: true});
	const [a] = desk.take(0)?.surroundings ?? [];
	assert.equal(a?.environment.host, 'gpu-1');
	assert.equal(a?.environment['env OMP_NUM_THREADS'], '2');
});
