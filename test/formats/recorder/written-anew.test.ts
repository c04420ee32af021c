import assert from 'node:assert/strict';
import {test} from 'node:test';
import {RecordTable} from '../../../source/formats/recorder/table.ts';
import {MemoryFiles} from '../memory-files.ts';
import {dictOf, type Instance, type Pickled, pickled, Tuple} from '../write-pickle.ts';
import {open} from './read-tree.ts';

const record = (own: Record<string, Pickled>, ...parents: Record<string, Pickled>[]): Instance => ({
	of: 'rigorous_recorder.AncestorDict',
	state: new Tuple([dictOf(own), new Tuple(parents.map(dictOf))]),
});

const keys = (number: number, more: Record<string, Pickled> = {}): Record<string, Pickled> => ({
	experiment_number: number,
	error_number: 0,
	had_error: false,
	...more,
});

const live = (parents: object, ...lines: string[]) =>
	`parent_data_snapshot: ${JSON.stringify(parents, null, 4)}\nrecords:\n${lines.map(line => `- ${line}\n`).join('')}`;

test('a live file that is begun anew is read from its start, and nothing of the one before stays', () => {
	const files = new MemoryFiles().write('/r/run.yaml', live({...keys(1), lr: 0.1}, '{"x": 1}', '{"x": 2', '{"y": 3}'));
	const {sink, read} = open(files, '/r/run.yaml');
	read();
	assert.deepEqual([sink.only.points('x').length, sink.only.problems.length], [1, 1]);
	files.write('/r/run.yaml', live({lr: 0.9}, '{"x": 7}', '{"x": 8}'));
	read();
	const {learnt, problems, metrics} = sink.only;
	assert.deepEqual(
		sink.only.points('x').map(([step, x]) => [step, x]),
		[
			[0, 7],
			[1, 8],
		],
	);
	assert.deepEqual([[...metrics.keys()], problems], [['x'], []]);
	assert.deepEqual([learnt.config, learnt.startedAtMs, learnt.extra.Records], [{lr: 0.9}, null, {count: 2}]);
	files.append('/r/run.yaml', '- {"x": 9}\n');
	read();
	assert.deepEqual([sink.only.points('x').at(-1), learnt.extra.Records], [[2, 9], {count: 3}]);
});

test('a live file in place of another is another one, as long as that or empty yet', () => {
	const files = new MemoryFiles().write('/r/run.yaml', live(keys(1), '{"x": 11}', '{"x": 2}'));
	const {sink, read} = open(files, '/r/run.yaml');
	const told = (content: string) => {
		files.write('/r/run.yaml', content);
		read();
		return [sink.only.points('x').map(([, x]) => x), sink.only.learnt.extra.Records];
	};
	assert.deepEqual(told(live(keys(1), '{"x": 11111, "y": 2}')), [[11_111], {count: 1, ...keys(1)}]);
	assert.deepEqual(told(''), [[], {count: 0}]);
	assert.deepEqual(told(live({}, '{"x": 3}')), [[3], {count: 1}]);
});

test('experiments that are in a file of records no more are gone, and come again', () => {
	const files = new MemoryFiles();
	const save = (...numbers: number[]) =>
		files.write('/r/all.pickle', pickled(numbers.map(number => record({x: number}, keys(number)))));
	save(1, 2);
	const {sink, read} = open(files, '/r/all.pickle');
	const removed = () => {
		for (const run of sink.runs.values()) run.removed = false;
		read();
		return [...sink.runs].flatMap(([key, run]) => (run.removed ? [key] : []));
	};
	assert.deepEqual(removed(), []);
	save(2, 3);
	assert.deepEqual(removed(), ['1']);
	assert.deepEqual([...sink.runs.keys()], ['1', '2', '3']);
	files.write('/r/all.pickle', pickled([record({x: 5})]));
	assert.deepEqual(removed(), ['2', '3'], 'records without an experiment are one run');
	assert.deepEqual(sink.run('').points('x'), [[0, 5]]);
	save(1);
	assert.deepEqual(removed(), ['']);
});

test('groups of a slice are in the order of their numbers, and equal ones are one, however they are written', () => {
	const episodes = [10, 9, 2, 10, 1.5].map((episode, x) => record({x, episode}));
	const {ask} = open(new MemoryFiles().write('/r/a.pickle', pickled(episodes)), '/r/a.pickle');
	assert.deepEqual(
		ask({of: 'x', by: 'episode'}).map(({group, count}) => [group, count]),
		[
			[1.5, 1],
			[2, 1],
			[9, 1],
			[10, 2],
		],
	);
	const exact = live({}, `{"x": 1, "id": ${2n ** 60n}}`, `{"x": 2, "id": ${2n ** 60n + 1n}}`);
	const {ask: askLive} = open(new MemoryFiles().write('/r/a.yaml', exact), '/r/a.yaml');
	assert.deepEqual(
		askLive({of: 'x', where: {id: 2 ** 60}}).map(({count, min}) => [count, min]),
		[[1, 1]],
	);
});

/** A collection whose records are these. */
function collection(records: Pickled, last: Record<string, Pickled> = {}) {
	const files = new MemoryFiles().write('/r/a.collection/collection_id.txt', '0.5');
	files.write('/r/a.collection/collection_info.pickle', pickled(new Tuple([dictOf({}), dictOf(last)])));
	const opened = open(files.write('/r/a.collection/records.pickle', pickled(records)), '/r/a.collection');
	opened.read();
	return opened;
}

test('which number the next experiment will have is told by how the last one ended', () => {
	const next = (had_error: boolean) => {
		const {sink} = collection([record({x: 1}, keys(4))], keys(4, {had_error}));
		return (sink.run('4').learnt.extra.Collection as Record<string, number>)['next experiment number'];
	};
	assert.deepEqual([next(false), next(true)], [5, 4]);
});

test('times that a person gave as a text are no times', () => {
	const {sink} = collection([record({x: 1}, keys(1, {experiment_start_time: 'at noon', experiment_end_time: 'at one'}))]);
	const {startedAtMs, endedAtMs, lastSignMs, outcome} = sink.run('1').learnt;
	assert.deepEqual([startedAtMs, endedAtMs, lastSignMs, outcome?.status], [null, null, null, 'finished']);
});

test('what lies in the place of records is named as what it is', () => {
	const kindIn = (value: Pickled) => /holds no records but (.*?): /.exec(collection(value).sink.problems[0]?.message ?? '')?.[1];
	assert.deepEqual(
		[kindIn(7), kindIn(true), kindIn({of: 'lib.Thing', with: {}})],
		['a number', 'another value', 'an object of lib.Thing'],
	);
});

test('records that have one parent in common, and others apart, inherit each from its own', () => {
	const [shared, wide, narrow] = [{opt: 1}, {lr: 0.1, width: 8}, {lr: 0.2}].map(data => new Map(Object.entries(data)));
	const table = new RecordTable();
	const own = new Map([['x', 1]]);
	const chains = [[shared, wide], [shared, narrow], [shared], [shared, wide, narrow], [shared, wide]] as Map<string, number>[][];
	for (const parents of chains) table.add(own, parents);
	const inherited = ['opt', 'lr', 'width'].map(key => {
		const reader = table.reader(key);
		return chains.map((_, row) => reader(row));
	});
	assert.deepEqual(inherited, [
		[1, 1, 1, 1, 1],
		[0.1, 0.2, undefined, 0.1, 0.1],
		[8, undefined, undefined, 8, 8],
	]);
});

test('a live file is called by its name without the last ending', () => {
	const {sink, read} = open(new MemoryFiles().write('/r/net.v2.yaml', live({}, '{"x": 1}')), '/r/net.v2.yaml');
	read();
	assert.equal(sink.only.learnt.name, 'net.v2');
});
