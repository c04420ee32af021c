import assert from 'node:assert/strict';
import {test} from 'node:test';
import {recorder as format} from '../../../source/formats/recorder/index.ts';
import {MemoryFiles} from '../memory-files.ts';
import {dictOf, type Instance, type Pickled, pickled, Tuple} from '../write-pickle.ts';
import {open} from './read-tree.ts';

/** (parent, local_data, sub_recorders, pending_record, frame, length) */
const recorder = (local: Record<string, Pickled>, xs: number[]): Instance => ({
	of: 'rigorous_recorder.Recorder',
	state: new Tuple([null, dictOf(local), [], dictOf({}), dictOf({x: xs}), xs.length]),
});

function read(value: Pickled | Buffer) {
	const files = new MemoryFiles().write('/r/saved.pickle', Buffer.isBuffer(value) ? value : pickled(value));
	const {sink, read: readOnce} = open(files, '/r/saved.pickle');
	readOnce();
	const [run] = sink.runs.values();
	return {run: run!, x: run!.points('x').map(([, value]) => value), keys: [...sink.runs.keys()]};
}

test('recorders that were saved as a list or a dict are one run, as those of a tree', () => {
	const [a, b] = [recorder({lr: 0.1, net: 'mlp'}, [1, 2]), recorder({lr: 0.2, net: 'mlp'}, [3])];
	for (const [value, places] of [
		[
			[a, b],
			['0', '1'],
		],
		[dictOf({a, b}), ['a', 'b']],
	] as const) {
		const {run, x} = read(value as Pickled);
		assert.deepEqual(x, [1, 2, 3]);
		assert.deepEqual([run.learnt.config, run.problems], [{net: 'mlp'}, []]);
		assert.deepEqual(Object.keys(run.learnt.extra?.Recorders as object), places);
	}
});

test('settings that somebody keeps in a dict of super_map are no recorder, one that such a dict stands before is', () => {
	const settings: Instance = {of: 'super_map.main.LazyDict', state: dictOf({gamma: 0.97, net: 'mlp'})};
	const files = new MemoryFiles().write('/r/settings.pickle', pickled(settings));
	files.write('/r/both.pickle', pickled([{...settings, state: dictOf({note: 'n'.repeat(900)})}, recorder({}, [1, 2])]));
	const claims = format.detect({path: '/r', entries: files.list('/r')}, files);
	assert.deepEqual(
		claims.map(({path}) => path),
		['/r/both.pickle'],
	);
});

test('records that were taken out of a columnar recorder are records', () => {
	const mask = (index: number): Instance => ({
		of: 'rigorous_recorder.AncestorMask',
		state: new Tuple([index, dictOf({x: [5, 6], y: [null, 7]}), new Tuple([dictOf({lr: 0.3})])]),
	});
	const {run, x} = read([mask(0), mask(1)]);
	assert.deepEqual([x, run.points('y'), run.learnt.config], [[5, 6], [[0, 7]], {lr: 0.3}]);
});

test('records of the first pickle protocols keep what they inherit', () => {
	const made = (name: string, entries: string) =>
		`ccopy_reg\n_reconstructor\n(crigorous_recorder\n${name}\nc__builtin__\ndict\n(d${entries}tR`;
	const parent = made('LazyDict', 'Vexperiment_number\nI1\nsVerror_number\nI0\nsVhad_error\nI00\nsVlr\nF0.5\ns');
	const record = `${made('AncestorDict', 'Vx\nI4\nsVlr\nF0.5\ns')}((dVx\nI4\ns(${parent}ttb`;
	const {run, x, keys} = read(Buffer.from(`(l${record}a.`));
	assert.deepEqual([keys, x, run.learnt.config], [['1'], [4], {lr: 0.5}]);
});

/** A record as a collection keeps it: its parents are the person's data, the recorder's own of the experiment and the collection's. */
const record = (x: number, own: Record<string, Pickled>, person: Record<string, Pickled> = {}): Instance => ({
	of: 'rigorous_recorder.AncestorDict',
	state: new Tuple([dictOf({x}), new Tuple([dictOf(person), dictOf({had_error: false, error_number: 0, ...own}), dictOf({})])]),
});

function collect(records: Instance[], last?: Record<string, Pickled>) {
	const files = new MemoryFiles().write('/r/a.collection/collection_id.txt', '0.5');
	files.write('/r/a.collection/records.pickle', pickled(records));
	const info = new Tuple([dictOf({}), dictOf(last ?? {})]);
	files.write('/r/a.collection/collection_info.pickle', pickled(info));
	const {sink, read: readOnce} = open(files, '/r/a.collection');
	readOnce();
	return sink;
}

test('two experiments of one number are two runs where they started at two times', () => {
	const first = {experiment_number: 1, experiment_start_time: 100, experiment_end_time: 101};
	const second = {experiment_number: 1, experiment_start_time: 102, experiment_end_time: 103};
	const next = {experiment_number: 2, experiment_start_time: 104, experiment_end_time: 105};
	const records = [record(1, first, {lr: 0.1}), record(2, first, {lr: 0.1}), record(100, second, {lr: 0.9})];
	for (const all of [records, [...records, record(3, next)]]) {
		const sink = collect(all);
		const [one, two] = [sink.run('1'), sink.run('1 (2)')];
		assert.deepEqual([...sink.runs.keys()].slice(0, 2), ['1', '1 (2)']);
		assert.deepEqual([one.points('x').map(([, x]) => x), two.points('x').map(([, x]) => x)], [[1, 2], [100]]);
		assert.deepEqual([one.learnt.config, two.learnt.config], [{lr: 0.1}, {lr: 0.9}]);
		assert.deepEqual([one.learnt.endedAtMs, two.learnt.endedAtMs], [101_000, 103_000]);
		assert.deepEqual([one.learnt.attempt, two.learnt.attempt], [null, null]);
		assert.deepEqual(
			[...sink.runs.values()].flatMap(({problems}) => problems),
			[],
		);
	}
});

test('an experiment that failed without records is a run beside one that had its number before', () => {
	const failed = {experiment_number: 1, error_number: 1, had_error: true};
	const sink = collect([record(1, {...failed, experiment_start_time: 100})], {...failed, experiment_start_time: 200});
	assert.deepEqual([...sink.runs.keys()], ['1 (error 1)', '1 (error 1) (2)']);
	assert.equal(sink.run('1 (error 1) (2)').learnt.startedAtMs, 200_000);
});

test('experiments that were given one number by hand are one run, and it says so', () => {
	const own = (n: number) => ({experiment_number: n, experiment_start_time: n * 100});
	const given = {experiment_number: 7};
	const sink = collect([record(1, own(1), given), record(2, own(2), given)]);
	assert.deepEqual([...sink.runs.keys()], ['7']);
	assert.deepEqual(
		sink.run('7').problems.map(({file, message}) => [file, message]),
		[['/r/a.collection/records.pickle', '2 experiments were given the number 7 by hand: they are shown as one run']],
	);
});

test('a collection without the file of its own data says that it is missing', () => {
	const files = new MemoryFiles().write('/r/a.collection/collection_id.txt', '0.5');
	files.write('/r/a.collection/records.pickle', pickled([record(1, {experiment_number: 1, experiment_start_time: 100})]));
	const {sink, read: readOnce} = open(files, '/r/a.collection');
	readOnce();
	assert.deepEqual([...sink.runs.keys()], ['1']);
	assert.match(sink.problems[0]?.message ?? '', /^collection_info\.pickle is missing: /);
	assert.equal(sink.problems[0]?.file, '/r/a.collection/collection_info.pickle');
});
