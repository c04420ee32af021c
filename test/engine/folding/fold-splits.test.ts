import assert from 'node:assert/strict';
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {valueAtStep} from '../../../source/core/series/value-at-step.ts';
import {scanOnce} from '../../../source/engine/headless.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {tfrecords} from '../../encodings/tfrecord-writer.ts';
import {anyName, scalar} from '../../formats/tfevents/events.ts';
import {makeRoot, startSession} from '../live-session.ts';

function makeTree(context: TestContext, dirs: readonly string[]): string {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	for (const dir of dirs) writeEvents(root, dir);
	return root;
}

function writeEvents(root: string, dir: string, name = anyName): void {
	mkdirSync(path.join(root, dir), {recursive: true});
	const events = [0, 1, 2].map(step => scalar(1760000000 + step, step, 'loss', dir.length + step));
	writeFileSync(path.join(root, dir, name), tfrecords(...events));
}

const scan = (root: string, folds: boolean) =>
	[...scanOnce([root], nodeFiles, formats, Date.now, folds).registry.runs.values()]
		.map(({dir, metrics, complete}) => ({dir, metrics: [...metrics.keys()].sort(), complete}))
		.sort((a, b) => (a.dir < b.dir ? -1 : 1));

test('train and validation beside each other are one run on the screen, and two for programs', context => {
	const root = makeTree(context, ['keras/train', 'keras/validation', 'alone/train', 'other']);
	assert.deepEqual(scan(root, true), [
		{dir: 'alone/train', metrics: ['loss'], complete: true},
		{dir: 'keras', metrics: ['loss', 'validation/loss'], complete: true},
		{dir: 'other', metrics: ['loss'], complete: true},
	]);
	assert.deepEqual(
		scan(root, false).map(({dir}) => dir),
		['alone/train', 'keras/train', 'keras/validation', 'other'],
	);
});

test('what lies beside a training by nobody knows whom, and parts that are asked for by themselves, stay apart', context => {
	const root = makeTree(context, []);
	for (const part of ['train', 'validation', 'tuned']) writeEvents(root, `keras/${part}`, 'events.out.tfevents.1760000000.node2');
	const dirs = scan(root, true).map(({dir}) => dir);
	assert.deepEqual(dirs, ['keras', 'keras/tuned']);
	const roots = ['train', 'validation'].map(part => path.join(root, 'keras', part));
	const {runs} = scanOnce(roots, nodeFiles, formats, Date.now, true).registry;
	assert.deepEqual([...runs.values()].map(run => run.path).sort(), roots);
});

test('a bare name is the training’s where a test lies beside it in a shorter directory', context => {
	const root = makeTree(context, ['boost/learn', 'boost/test']);
	writeFileSync(path.join(root, 'boost/catboost_training.json'), '{}');
	for (const part of ['learn', 'test'])
		writeFileSync(path.join(root, `boost/${part}_error.tsv`), `iter\tloss\n0\t${part.length}\n1\t${part.length}\n`);
	const [run, ...others] = [...scanOnce([root], nodeFiles, formats, Date.now).registry.runs.values()];
	assert.deepEqual(others, []);
	assert.equal(valueAtStep(run!.metrics.get('loss'), 2), 'boost/learn'.length + 2);
	assert.equal(valueAtStep(run!.metrics.get('test/loss'), 2), 'boost/test'.length + 2);
	assert.deepEqual([...run!.metrics.keys()].sort(), ['loss', 'test/loss'], 'one curve of the test, whichever file it is of');
});

test('an evaluation inside a run is a part of it, runs that are no splits stay apart', context => {
	const root = makeTree(context, ['model', 'model/eval', 'sweep/a', 'sweep/b']);
	assert.deepEqual(
		scan(root, true).map(({dir, metrics}) => [dir, metrics]),
		[
			['model', ['eval/loss', 'loss']],
			['sweep/a', ['loss']],
			['sweep/b', ['loss']],
		],
	);
});

test('what the process of a training writes beside it from its beginning is a part of it, and no run that it begins later', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const write = (dir: string, atS: number, pid: number, host = 'node2') => {
		mkdirSync(path.join(root, dir), {recursive: true});
		const events = [0, 1, 2].map(step => scalar(atS + step, step, 'loss', step));
		writeFileSync(path.join(root, dir, `events.out.tfevents.${atS}.${host}.${pid}.1`), tfrecords(...events));
	};
	for (const part of ['train', 'test', 'real', 'lower_bound']) write(`gan/${part}`, 1_760_000_000, 51);
	write('gan/tuned', 1_760_000_100, 51);
	write('gan/other', 1_760_000_000, 52);
	write('gan/elsewhere', 1_760_000_000, 51, 'node3');
	for (const part of ['a', 'b']) write(`sweep/${part}`, 1_760_000_000, 53);
	assert.deepEqual(
		scan(root, true).map(({dir, metrics}) => `${dir}: ${metrics.join(' ')}`),
		[
			'gan: loss lower_bound/loss real/loss test/loss',
			'gan/elsewhere: loss',
			'gan/other: loss',
			'gan/tuned: loss',
			'sweep/a: loss',
			'sweep/b: loss',
		],
	);
});

test('a validation that begins later joins its training while it is watched', async context => {
	const root = makeTree(context, ['fit/train']);
	const session = startSession(root);
	context.after(() => session.close());
	await session.until('the training', () => session.rows.has('fit/train'));
	writeEvents(root, 'fit/validation');
	await session.until('one run of both', () => session.rows.get('fit')?.metrics.names.includes('validation/loss') === true);
	assert.deepEqual([...session.rows.keys()], ['fit']);
});
