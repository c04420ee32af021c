import assert from 'node:assert/strict';
import {test} from 'node:test';
import {recorder} from '../../../source/formats/recorder/index.ts';
import {loadFixture} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';
import {dictOf, type Instance, type Pickled, pickled, Tuple} from '../write-pickle.ts';
import {open} from './read-tree.ts';

const study = '/recorder/study.collection';

const record = (own: Record<string, Pickled>, parent: Record<string, Pickled>): Instance => ({
	of: 'rigorous_recorder.AncestorDict',
	state: new Tuple([dictOf(own), new Tuple([dictOf(parent)])]),
});

const collection = (records: Pickled) =>
	new MemoryFiles()
		.write('/r/a.collection/collection_id.txt', '0.5')
		.write('/r/a.collection/collection_info.pickle', pickled(new Tuple([dictOf({}), dictOf({})])))
		.write('/r/a.collection/records.pickle', pickled(records));

function read(files: MemoryFiles, path: string) {
	const {sink, read: readOnce} = open(files, path);
	readOnce();
	return {runs: sink.runs, wrong: sink.problems.map(({file, message}) => [file?.slice(path.length + 1), message])};
}

test('two files of a collection that have changed their names are both named', () => {
	const files = loadFixture('recorder');
	const [records, info] = ['records.pickle', 'collection_info.pickle'].map(name => files.readWhole(`${study}/${name}`, 1e9)!);
	files.write(`${study}/records.pickle`, info!).write(`${study}/collection_info.pickle`, records!);
	const {runs, wrong} = read(files, study);
	assert.equal(runs.size, 0);
	assert.deepEqual(wrong, [
		[
			'collection_info.pickle',
			'collection_info.pickle holds records, as records.pickle should: give each of the two files its own name again',
		],
		[
			'records.pickle',
			'records.pickle holds the data of a collection, as collection_info.pickle should: give each of the two files its own name again',
		],
	]);
	const plain = new Tuple([dictOf({}), dictOf({experiment_number: 1, had_error: false})]);
	assert.match(read(collection(plain), '/r/a.collection').wrong[0]?.[1] ?? '', /^records\.pickle holds the data of a collection/);
});

test('a sound pickle of anything but records is told, and what came before stays', () => {
	const kinds: [Pickled, string][] = [
		[dictOf({a: 1}), 'a dict'],
		['hello', 'a text'],
		[[1, 'x', null], 'a list of 3'],
	];
	for (const [value, kind] of kinds) {
		const files = loadFixture('recorder');
		const {sink, read: readOnce} = open(files, study);
		readOnce();
		files.write(`${study}/records.pickle`, pickled(value)).write(`${study}/collection_info.pickle`, pickled('hello'));
		readOnce();
		assert.deepEqual(
			sink.problems.map(({message}) => message),
			[
				'collection_info.pickle holds no data of a collection but a text: that data is not shown; put the file back as the recorder wrote it',
				`records.pickle holds no records but ${kind}: its experiments are not listed; put the file back as the recorder wrote it`,
			],
		);
		assert.deepEqual(
			[...sink.runs.values()].map(({removed}) => removed),
			[false, false, false],
		);
	}
	assert.deepEqual(
		read(collection(null), '/r/a.collection'),
		{runs: new Map(), wrong: []},
		'the recorder takes it for no records',
	);
	assert.deepEqual(read(collection([]), '/r/a.collection').wrong, []);
});

test('plain dicts are records of their own, and what no record can be is counted', () => {
	const times = {experiment_number: 1, error_number: 0, had_error: false, experiment_start_time: 1_700_000_000, lr: 0.1};
	const plain = (x: number, more: Record<string, Pickled> = {}) => dictOf({x, experiment_number: 1, had_error: false, ...more});
	const {runs, wrong} = read(
		collection([plain(1), plain(2, {agent: 'old'}), record({x: 3}, times), null, record({x: 4}, times), 'text', plain(5)]),
		'/r/a.collection',
	);
	assert.deepEqual([...runs.keys()], ['1']);
	const run = runs.get('1')!;
	assert.deepEqual(
		run.points('x').map(([, value]) => value),
		[1, 2, 3, 4, 5],
	);
	assert.deepEqual([run.learnt.config, run.learnt.startedAtMs], [{lr: 0.1}, 1.7e12]);
	assert.deepEqual(wrong, [
		['records.pickle', '2 of 7 entries of records.pickle are no records and are left out; the recorder itself stops at them'],
	]);
	const two = read(collection([plain(1), plain(2)]), '/r/a.collection');
	assert.equal(two.runs.get('1')!.points('x').length, 2, 'two of them are no data of a collection');
});

test('a copy of a collection’s own file beside it is no run, unless its records are others', () => {
	const records = [record({loss: 1}, {experiment_number: 1, experiment: 'e'})];
	const files = collection(records);
	const claimed = () =>
		recorder
			.detect({path: '/r/a.collection', entries: files.list('/r/a.collection')}, files)
			.map(({path}) => path.slice('/r/a.collection/'.length));
	assert.deepEqual(claimed(), ['records.pickle']);
	const info = pickled(new Tuple([dictOf({}), dictOf({of: record({}, {})})]));
	files.write('/r/a.collection/collection_info (1).pickle', info);
	for (const name of ['records (1).pickle', 'records.pickle.bak', 'records copy.pickle'])
		files.write(`/r/a.collection/${name}`, pickled(records));
	assert.deepEqual(claimed(), ['records.pickle']);
	files.write('/r/a.collection/records (2).pickle', pickled([...records, record({loss: 2}, {experiment_number: 2})]));
	files.write('/r/a.collection/other.pickle', pickled(records));
	assert.deepEqual(claimed().sort(), ['other.pickle', 'records (2).pickle', 'records.pickle']);
});
