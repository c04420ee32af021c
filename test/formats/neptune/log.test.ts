import assert from 'node:assert/strict';
import {test} from 'node:test';
import {neptune} from '../../../source/formats/neptune/index.ts';
import {loadFixture} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow, readTree} from '../read-tree.ts';

const place = '/w/.neptune/offline/run__5b0f__77__abcd1234';
const log = `${place}/data-1.log`;
const loss = (value: number, step: number | null, seconds: number) => ({
	type: 'LogFloats',
	path: ['train', 'loss'],
	values: [{value, step, ts: seconds}],
});
const assign = (type: string, path: string, value: unknown) => ({type: `Assign${type}`, path: path.split('/'), value});
let version = 0;
const lines = (...operations: object[]): string =>
	operations.map(obj => `${JSON.stringify({obj, version: ++version, at: 1_795_000_000 + version})}\n`).join('');
const begun = (...operations: object[]): MemoryFiles => {
	version = 0;
	const text = lines(...operations);
	return new MemoryFiles().write(log, text).write(`${place}/last_put_version`, String(version));
};

test('Neptune: what a real client left of a run that finished, failed, or was killed', () => {
	const runs = readTree(neptune, loadFixture('neptune/offline'), '/offline');
	const named = new Map([...runs.values()].map(run => [run.learnt.name, run]));
	assert.deepEqual([...named.keys()].sort(), ['merlot-fail', 'merlot-kill', 'merlot-ok']);
	const ok = named.get('merlot-ok')!;
	assert.deepEqual(ok.learnt.config, {lr: 0.05, epochs: 6, optimizer: {name: 'sgd', momentum: 0.9}, grape: 'merlot'});
	assert.deepEqual(ok.learnt.summary, {'best/acc': 0.93});
	assert.deepEqual(
		ok.points('train/loss').map(([step]) => step),
		[0, 1, 2, 3, 4, 5],
		'the server counts what comes without a step',
	);
	assert.deepEqual(ok.points('val/acc'), [
		[1, 0.2212],
		[3, 0.5276],
		[5, 0.7135],
	]);
	assert.deepEqual(ok.points('train/odd'), [[0.5, 3]]);
	assert.deepEqual(ok.walls('train/odd'), [1_700_000_000_500]);
	assert.deepEqual([ok.learnt.tags, ok.learnt.notes], [['red', 'young'], ['a small try']]);
	assert.deepEqual([ok.learnt.host, ok.learnt.pid, ok.learnt.command?.argv], ['vm', 19_482, ['neptune_run.py']]);
	assert.equal(ok.learnt.startedAtMs, Date.parse('2026-11-29T19:46:33.309Z'));
	assert.match(ok.text, /^epoch 5 loss 0\.2865$/m);
	assert.deepEqual(ok.problems, []);
	const ends = [...named].map(([name, {learnt}]) => [name, learnt.outcome?.status, learnt.error, learnt.writer.marksEnd]);
	assert.deepEqual(ends.sort(), [
		['merlot-fail', 'failed', 'ValueError: cork is broken', false],
		['merlot-kill', undefined, null, true],
		['merlot-ok', 'finished', null, false],
	]);
	assert.equal(named.get('merlot-kill')!.learnt.extra['records not written'], 1, 'a client that stops in order writes all');
});

test('Neptune: points come as they are written, and a client that goes on has no end', () => {
	const files = begun(assign('Float', 'parameters/lr', 0.5), loss(0.9, null, 10));
	const {run, read} = follow(neptune, files, place);
	assert.deepEqual([run.learnt.id, run.learnt.pid, run.learnt.outcome], ['5b0f', 77, null]);
	files.append(log, lines(loss(0.4, 7, 12), loss(0.3, null, 13)));
	read();
	assert.deepEqual(run.points('train/loss'), [
		[0, 0.9],
		[7, 0.4],
		[8, 0.3],
	]);
	assert.equal(run.learnt.lastSignMs, 1_795_000_004_000);
	files.append(log, lines({type: 'ClearFloatLog', path: ['train', 'loss']}, loss(0.2, null, 14)));
	read();
	assert.deepEqual(run.points('train/loss'), [[0, 0.2]]);
});

test('Neptune: a line that is cut or none at all is said, and those behind it are read', () => {
	const files = begun(loss(0.9, 1, 10));
	files.append(log, `{"obj": {"type": "LogFl\n${lines(loss(0.7, 2, 11))}`);
	const {run} = follow(neptune, files, place);
	assert.deepEqual(run.points('train/loss'), [
		[1, 0.9],
		[2, 0.7],
	]);
	assert.match(run.problems[0]?.message ?? '', /^Line 2 is no record/);
});

test('Neptune: a setting is what was set before the first point, a result what came behind it', () => {
	const files = begun(
		assign('Int', 'depth', 3),
		assign('String', 'params/optimizer/name', 'sgd'),
		loss(0.9, 1, 10),
		assign('Float', 'lr_found', 0.1),
		assign('Float', 'params/width', 8),
		{type: 'DeleteAttribute', path: ['depth']},
	);
	const {learnt} = follow(neptune, files, place).run;
	assert.deepEqual(learnt.config, {optimizer: {name: 'sgd'}, width: 8});
	assert.deepEqual(learnt.summary, {lr_found: 0.1});
	const fit = begun(assign('Float', 'accuracy', 0.9), assign('Float', 'lr', 0.1));
	const {config, summary} = follow(neptune, fit, place).run.learnt;
	assert.deepEqual([config, summary], [{lr: 0.1}, {accuracy: 0.9}], 'without points the names tell');
});

test('Neptune: what the server has already is said to be there alone, and projects are no runs', () => {
	const files = new MemoryFiles()
		.write(`${place}/data-90.log`, `${JSON.stringify({obj: loss(0.5, 4, 9), version: 90, at: 9})}\n`)
		.write(`${place}/last_put_version`, '90');
	const {run} = follow(neptune, files, place);
	assert.deepEqual(run.points('train/loss'), [[4, 0.5]]);
	assert.equal(run.learnt.extra['records before these'], '89, on the server alone');
	const project = '/w/.neptune/offline/project__5b0f__77__abcd1234';
	const other = new MemoryFiles().write(`${project}/data-1.log`, '').write(`${project}/last_put_version`, '');
	assert.deepEqual(neptune.detect({path: project, entries: other.list(project)}, other), []);
});

test('Neptune: a moment that no calendar has is unknown, and what stands beside it is read', () => {
	const files = begun(assign('Datetime', 'parameters/since', 1e20), assign('Datetime', 'parameters/till', 0), loss(0.9, 1, 10));
	const {run} = follow(neptune, files, place);
	assert.deepEqual(run.learnt.config, {since: null, till: '1970-01-01T00:00:00.000Z'});
	assert.deepEqual(run.points('train/loss'), [[1, 0.9]]);
});

test('Neptune: a log that another one has taken the place of is read as if it were the first', () => {
	const files = begun(assign('Float', 'parameters/lr', 0.5), loss(0.9, null, 10), loss(0.8, null, 11));
	const {run, read} = follow(neptune, files, place);
	version = 0;
	files.write(log, lines(loss(0.7, null, 20)));
	read();
	assert.deepEqual([run.points('train/loss'), run.learnt.config], [[[0, 0.7]], {}]);
});
