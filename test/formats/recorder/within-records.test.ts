import assert from 'node:assert/strict';
import {test} from 'node:test';
import {MemoryFiles} from '../memory-files.ts';
import {dictOf, type Instance, type Pickled, pickled, Tuple} from '../write-pickle.ts';
import {open} from './read-tree.ts';

const record = (own: Record<string, Pickled>, parent: Record<string, Pickled> = {}): Instance => ({
	of: 'rigorous_recorder.main.AncestorDict',
	state: new Tuple([dictOf(own), new Tuple([dictOf(parent)])]),
});

/** What the same records say by their points, by name, and when they are asked: in a pickle, and in a live file. */
const bothWays = (made: Uint8Array, live: string) =>
	(
		[
			['/r/a.pickle', made],
			['/r/a.yaml', live],
		] as const
	).map(([path, content]) => {
		const {sink, read, ask} = open(new MemoryFiles().write(path, content), path);
		read();
		const run = sink.run('');
		return {path, points: [...run.metrics.keys()].sort().map(name => [name, run.points(name)]), ask};
	});

test('numbers in a dict of a record are metrics, in a pickle as in a live file', () => {
	const within = dictOf({acc: 0.9, deep: dictOf({f1: 0.8}), list: [1, 2], text: 'x'});
	const made = pickled([record({loss: 1, val: within, 'val/acc': 0.5}, {opt: dictOf({lr: 0.1})})]);
	const live =
		'parent_data_snapshot: {}\nrecords:\n- {"loss": 1, "val": {"acc": 0.9, "deep": {"f1": 0.8}, "list": [1, 2]}, "val/acc": 0.5}\n';
	for (const {points, ask} of bothWays(made, live)) {
		assert.deepEqual(points, [
			['loss', [[0, 1]]],
			['val/acc', [[0, 0.5]]],
			['val/deep/f1', [[0, 0.8]]],
		]);
		assert.equal(ask({of: 'val/deep/f1'})[0]?.mean, 0.8);
	}
});

test('a name that a record has itself counts before a path that reads the same, but for a dict, and no number is there twice', () => {
	const made = pickled([
		record({a: dictOf({b: 1, c: 2}), 'a/b': 'off', 'a/c': dictOf({d: 3})}),
		record({e: dictOf({'f/g': 4}), 'e/f': dictOf({g: 5})}),
	]);
	const live = `parent_data_snapshot: {}
records:
- {"a": {"b": 1, "c": 2}, "a/b": "off", "a/c": {"d": 3}}
- {"e": {"f/g": 4}, "e/f": {"g": 5}}
`;
	for (const {path, points, ask} of bothWays(made, live)) {
		assert.deepEqual(
			points,
			[
				['a/c', [[0, 2]]],
				['a/c/d', [[0, 3]]],
				['e/f/g', [[0, 5]]],
			],
			path,
		);
		assert.equal(ask({of: 'a/c'})[0]?.mean, 2);
	}
});

test('a dict within thousands of others ends nothing', () => {
	const deep = `${'{"a": '.repeat(20_000)}1${'}'.repeat(20_000)}`;
	const live = `parent_data_snapshot: {}\nrecords:\n- {"loss": 1}\n- ${deep}\n- {"loss": 2}\n`;
	const {sink, read, ask} = open(new MemoryFiles().write('/r/a.yaml', live), '/r/a.yaml');
	read();
	assert.deepEqual(sink.run('').points('loss'), [
		[0, 1],
		[1, 2],
	]);
	assert.equal(ask({of: 'loss'})[0]?.count, 2);
});

test('every record is in a group of a slice: by what it holds, or with those that hold nothing plain', () => {
	const made = [record({x: 1, model: new Tuple([1, 2])}), record({x: 2, model: null}), record({x: 3})];
	const {ask} = open(new MemoryFiles().write('/r/a.pickle', pickled(made)), '/r/a.pickle');
	const counted = ask({of: 'x', by: 'model'}).map(({group, count}) => [group, count]);
	assert.deepEqual(counted, [
		['[1, 2]', 1],
		[null, 2],
	]);
	assert.equal(ask({of: 'x', where: {model: 'null'}})[0]?.mean, 2);
});

test('a cut file answers nothing, and experiments in it are not shown as one', () => {
	const made = [1, 2].map(n => record({x: n}, {experiment_number: n, experiment_start_time: 1_700_000_000 + n}));
	const whole = pickled(made);
	const collection = open(new MemoryFiles().write('/r/a.pickle', whole.subarray(0, -1)), '/r/a.pickle');
	collection.read();
	assert.deepEqual([...collection.sink.runs.keys()], []);
	assert.match(collection.sink.problems[0]?.message ?? '', /cut at byte .*2 whole records of several experiments/);
	const tree = open(new MemoryFiles().write('/r/b.pickle', pickled([record({x: 1})]).subarray(0, -1)), '/r/b.pickle');
	assert.match(String(tree.source.slice!({of: 'x'})), /cut at byte .*: its records are not asked$/);
});
