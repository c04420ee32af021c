import assert from 'node:assert/strict';
import {test} from 'node:test';
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
