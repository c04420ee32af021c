import assert from 'node:assert/strict';
import {test} from 'node:test';
import {aim} from '../../../source/formats/aim/index.ts';
import {batch, logOf, type Write} from '../../encodings/rocksdb/log-writer.ts';
import {Collected, readAll} from '../collect.ts';
import type {MemoryFiles} from '../memory-files.ts';
import {pointsLog, pointsOf, storeOf} from './aim-writer.ts';

const hash = '0123456789abcdef01234567';
const path = `/p/.aim/meta/chunks/${hash}`;

function open(files: MemoryFiles) {
	const [claim] = aim.detect({path, entries: files.list(path)}, files);
	const source = aim.open(claim!, files);
	const collected = new Collected();
	const read = () => {
		readAll(source, collected);
		return collected.only;
	};
	return {source, read};
}

const runOf = (tree: Parameters<typeof storeOf>[1], ...points: Write[]) => open(storeOf(hash, tree, points)).read();
const shown = (run: ReturnType<typeof runOf>) =>
	[...run.metrics.keys()].sort().map(
		name =>
			`${name} ${run
				.points(name)
				.map(point => point.join(':'))
				.join(' ')}`,
	);

test('a run says how it was started, of which code and with which packages', () => {
	const system = {
		executable: '/usr/bin/python3',
		arguments: ['train.py', '--lr', '0.1'],
		git_info: {branch: 'main', remote_origin_url: 'git@host:me/code', commit: {hash: 'abc123', author: 'me'}},
		packages: {torch: '2.1.0', odd: 3},
	};
	const {learnt} = runOf({attrs: {__system_params: system, hparams: {lr: 0.1}}});
	assert.deepEqual(
		[learnt.command?.argv, learnt.git, learnt.config],
		[
			['/usr/bin/python3', 'train.py', '--lr', '0.1'],
			{commit: 'abc123', branch: 'main', dirty: null, remote: 'git@host:me/code'},
			{hparams: {lr: 0.1}},
		],
	);
	const {source, read} = open(storeOf(hash, {attrs: {__system_params: system}}, []));
	read();
	assert.deepEqual(source.kept?.('').packages, {torch: '2.1.0'});
	const told = (params: Parameters<typeof storeOf>[1]) => {
		const {command, git} = runOf({attrs: {__system_params: params}}).learnt;
		return [command?.argv ?? null, git];
	};
	assert.deepEqual(told({arguments: ['train.py']}), [['train.py'], null]);
	assert.deepEqual(told({executable: 'python'}), [null, null]);
	assert.deepEqual(told({git_info: {remote_origin_url: 'x'}})[1], null);
	assert.deepEqual(told({git_info: {branch: 'dev'}})[1], {commit: null, branch: 'dev', dirty: null, remote: null});
});

test('settings keep their shape: lists with their gaps, flags, whole numbers of any size, and names that are numbers', () => {
	const attrs = {list: [1, [2, null], {a: true}], big: 2n ** 60n, small: -3, half: 0.5, none: null, off: false, '7': 'seven'};
	const {config} = runOf({attrs}).learnt;
	assert.deepEqual(config, {...attrs, big: String(2n ** 60n)});
});

test('points have their steps, times and epochs, from versions before 3.11 and since', () => {
	for (const isNew of [true, false]) {
		const losses = [0, 10, 20].map(step => ({step, value: 1 / (step + 1), epoch: step / 10}));
		const run = runOf({}, ...pointsOf(hash, 'loss', losses, {isNew}));
		assert.deepEqual(shown(run), ['epoch 0:0 10:1 20:2', `loss ${losses.map(({step, value}) => `${step}:${value}`).join(' ')}`]);
		assert.deepEqual(run.walls('loss'), [1_000_500, 1_010_500, 1_020_500]);
		const own = pointsOf(hash, 'epoch', [{step: 0, value: 5}], {isNew});
		assert.deepEqual(shown(runOf({}, ...own, ...pointsOf(hash, 'loss', losses.slice(0, 1), {isNew}))), ['epoch 0:5', 'loss 0:1']);
	}
	const tokens = [1n, 3n, 2n].map((more, step) => ({step, value: 2n ** 60n + more}));
	const counted = runOf({}, ...pointsOf(hash, 'tokens', tokens));
	assert.equal(counted.aggregate('tokens', 'maxStep'), 1, 'the highest of those that a float cannot tell apart');
});

test('what a run prints is its output, and what it measures of the machine is no metric of it', () => {
	const lines = ['one', 'two'].map((data, step) => ({step, value: {kind: 'aim.log_line'}, data}));
	const contexts = {traces: {'0': {logs: {dtype: 'aim.log_line'}, images: {dtype: 'list(aim.image)'}}}};
	const run = runOf(
		contexts,
		...pointsOf(hash, 'logs', lines, {isNew: false}),
		...pointsOf(hash, '__system__cpu', [{step: 0, value: 12, epoch: 3}]),
		...pointsOf(hash, 'images', [{step: 0, value: {kind: 'aim.image'}}]),
	);
	assert.equal(run.text, 'one\ntwo\n');
	assert.deepEqual([[...run.metrics.keys()].filter(name => run.points(name).length > 0), [...run.system.keys()]], [[], ['cpu']]);
	assert.deepEqual(run.learnt.extra, {media: {images: 'list(image)'}});
});

test('a point is shown when it is whole; one that is written again counts with its last value', () => {
	const first = pointsOf(hash, 'loss', [
		{step: 0, value: 0.5},
		{step: 1, value: 0.4},
	]);
	const files = storeOf(hash, {}, first.slice(0, -1));
	const {read} = open(files);
	assert.deepEqual(shown(read()), ['loss 0:0.5']);
	const records = [batch(1, ...first.slice(0, -1)), batch(20, first.at(-1)!)];
	files.write(pointsLog(hash), logOf(records), {inPlace: true});
	assert.deepEqual(shown(read()), ['loss 0:0.5 1:0.4']);
	const again = batch(30, ...pointsOf(hash, 'loss', [{step: 0, value: 0.25}]));
	files.write(pointsLog(hash), logOf([...records, again]), {inPlace: true});
	assert.deepEqual(shown(read()), ['loss 0:0.25 1:0.4']);
	const gone = batch(40, ...first.slice(0, 3).map(write => ({remove: 'put' in write ? write.put : ''})));
	files.write(pointsLog(hash), logOf([...records, again, gone]), {inPlace: true});
	assert.deepEqual(shown(read()), ['loss 1:0.4']);
});

test('keys of other runs, and of nothing that is known, are no points', () => {
	const loss = pointsOf(hash, 'loss', [{step: 0, value: 0.5}]);
	const strange = loss.flatMap(write =>
		'put' in write
			? [
					{...write, put: write.put.slice(5)},
					{...write, put: `x${write.put}`},
				]
			: [],
	);
	const others = pointsOf('f'.repeat(24), 'loss', [{step: 3, value: 9}]);
	assert.deepEqual(shown(runOf({}, ...strange, ...others, ...loss)), ['loss 0:0.5']);
});

test('a store says what is beside its runs, and of one without runs how to come by them', () => {
	const files = storeOf(hash, {}, []);
	const why = (directory: string) => aim.withoutRuns?.(directory, directory.slice(directory.lastIndexOf('/') + 1), files)?.why;
	assert.deepEqual(['/p/.aim/seqs', '/p/.aim/meta/index', '/p/.aim/meta', '/p/.aim/meta/chunks', '/p/.aim'].map(why), [
		'belongs to the runs of Aim in meta/chunks',
		'belongs to the runs of Aim in meta/chunks',
		undefined,
		undefined,
		undefined,
	]);
	assert.match(why('/q/.aim') ?? '', /^a store of Aim without runs in meta\/chunks: .*`aim upgrade 2to3`/);
	const names = (...all: string[]) => all.map(name => ({name, kind: 'file' as const}));
	assert.deepEqual(aim.detect({path, entries: names('CURRENT')}, files), []);
	assert.deepEqual(aim.detect({path, entries: names('MANIFEST-000003')}, files), []);
	assert.deepEqual(aim.detect({path: `/p/${hash}`, entries: names('CURRENT', 'MANIFEST-000003')}, files), []);
});
