import assert from 'node:assert/strict';
import test from 'node:test';
import {parseSlice, type SliceComparison} from '../../../source/core/slice-question.ts';
import {detectRecorder} from '../../../source/formats/recorder/detect.ts';
import {recorder} from '../../../source/formats/recorder/index.ts';
import {MemoryFiles} from '../memory-files.ts';
import {dictOf, type Instance, type Pickled, pickled, Tuple} from '../write-pickle.ts';
import {open, readTree} from './read-tree.ts';

const record = (own: Record<string, Pickled>, ...parents: Record<string, Pickled>[]): Instance => ({
	of: 'rigorous_recorder.main.AncestorDict',
	state: new Tuple([dictOf(own), new Tuple(parents.map(dictOf))]),
});

const keys = (number: number, error: number, second: number) => ({
	experiment_number: number,
	error_number: error,
	had_error: error > 0,
	experiment_start_time: 1_700_000_000 + second,
});

const records = [record({x: 1}, keys(1, 0, 0)), record({x: 2}, keys(2, 1, 10)), record({x: 3}, keys(2, 0, 20))];

const shown = (files: MemoryFiles, path: string) => {
	const {sink, read} = open(files, path);
	read();
	return [...sink.runs].map(([key, run]) => [key, run.learnt.name, run.learnt.outcome?.status, run.points('x')[0]?.[1]]);
};

test('a collection of the first versions, one pickle, has a run for each experiment', () => {
	const old = (last: Record<string, Pickled>) =>
		new MemoryFiles().write('/r/study.pickle', pickled(new Tuple([new Map(), dictOf(last), [], records])));
	const runs = [
		['1', 'study 1', 'finished', 1],
		['2 (error 1)', 'study 2 (error 1)', 'failed', 2],
		['2', 'study 2', 'finished', 3],
	];
	assert.deepEqual(shown(old(keys(2, 0, 20)), '/r/study.pickle'), runs);
	const failed = ['3 (error 1)', 'study 3 (error 1)', 'failed', undefined];
	assert.deepEqual(shown(old(keys(3, 1, 30)), '/r/study.pickle'), [...runs, failed]);
});

test('records under another name than their own are read by experiment too, and without experiments as one run', () => {
	const files = new MemoryFiles().write('/r/loose.pickle', pickled(records));
	assert.deepEqual(
		shown(files, '/r/loose.pickle').map(([key]) => key),
		['1', '2 (error 1)', '2'],
	);
	files.write('/r/bare.pickle', pickled([record({x: 5})]));
	assert.deepEqual(shown(files, '/r/bare.pickle'), [['', 'bare', 'unknown', 5]]);
});

test('a collection whose directory has lost its name is one still', () => {
	const files = new MemoryFiles().write('/r/collection_info.pickle', pickled(new Tuple([new Map(), dictOf(keys(2, 0, 20))])));
	files.write('/r/records.pickle', pickled(records));
	const found = readTree(files, '/r');
	assert.deepEqual([...found.keys()], ['records.pickle']);
	assert.equal(found.get('records.pickle')!.runs.size, 3);
});

test('a live file may be called anything, a script that names the package is none', () => {
	const live = 'parent_data_snapshot: {}\nrecords:\n- {"x": 1}\n';
	const files = new MemoryFiles().write('/r/run.yaml', live).write('/r/params.yaml', live).write('/r/noext', live);
	files.write('/r/script', '#!/usr/bin/env python\nimport rigorous_recorder\n').write('/r/saved', pickled(records));
	const found = readTree(files, '/r');
	assert.deepEqual([...found.keys()].sort(), ['noext', 'params.yaml', 'run.yaml', 'saved']);
	assert.deepEqual(found.get('noext')!.only.points('x'), [[0, 1]]);
	for (let number = 0; number < 5; number++) files.write(`/r/many/metric${number}`, live);
	assert.equal([...readTree(files, '/r').keys()].filter(path => path.startsWith('many')).length, 0);
});

test('endings that people make up are looked into where there are few of them, those that say what a file is are not', () => {
	const live = 'parent_data_snapshot: {}\nrecords:\n- {"x": 1}\n';
	const files = new MemoryFiles()
		.write('/r/metrics.records', live)
		.write('/r/run.rec', pickled(records))
		.write('/r/a.data', 'a=1\n');
	for (const name of ['out.txt', 'out.log', 'out.json', 'model.pt', 'events.out.tfevents.1.host', '.rec'])
		files.write(`/r/${name}`, live);
	const listed = [...readTree(files, '/r').keys()];
	assert.deepEqual(listed.sort(), ['metrics.records', 'run.rec']);
	assert.deepEqual(
		['out.txt', 'out.log', 'out.json', 'model.pt', 'events.out.tfevents.1.host', '.rec'].filter(name =>
			files.touched.includes(`/r/${name}`),
		),
		[],
	);
	for (let number = 0; number < 5; number++) files.write(`/r/many/metrics.of${number}`, live);
	assert.equal([...readTree(files, '/r').keys()].filter(path => path.startsWith('many')).length, 0);
});

test('slices ask for texts and truth values that a record itself has, too', () => {
	const made = [0, 1, 2, 3].map(i =>
		record({x: i, kind: i % 2 === 0 ? 'even' : 'odd', done: i === 3, ...(i === 0 ? {arch: null} : {})}, {arch: 'cnn', seed: 7}),
	);
	const files = new MemoryFiles().write('/r/a.pickle', pickled([...made, record({x: 10, seed: 'none'}, {arch: 'mlp', seed: 7})]));
	const {ask} = open(files, '/r/a.pickle');
	const means = (question: Parameters<typeof ask>[0]) => ask(question).map(({group, mean, count}) => [group, mean, count]);
	assert.deepEqual(means({of: 'x', where: {kind: 'odd'}, by: 'arch'}), [['cnn', 2, 2]]);
	assert.deepEqual(means({of: 'x', by: 'kind'}), [
		['even', 1, 2],
		['odd', 2, 2],
		[null, 10, 1],
	]);
	assert.deepEqual(means({of: 'x', where: {done: true}}), [[null, 3, 1]]);
	assert.deepEqual(means({of: 'x', by: 'arch'}), [
		['cnn', 2, 3],
		['mlp', 10, 1],
		[null, 0, 1],
	]);
	assert.deepEqual(means({of: 'x', where: {arch: 'None'}}), [[null, 0, 1]]);
	assert.deepEqual(means({of: 'x', where: {seed: 'none'}}), [[null, 10, 1]]);
});

test('slices compare numbers, and what a record lacks is not equal to anything', () => {
	const made = [0, 1, 2, 3].map(x => record({x, ...(x > 0 ? {y: x} : {}), ...(x === 3 ? {y: 'none'} : {})}, {seed: 7}));
	const {ask} = open(new MemoryFiles().write('/r/a.pickle', pickled(made)), '/r/a.pickle');
	const counted = (is: SliceComparison, value: number, key = 'x') =>
		ask({of: 'x', and: [{key, is, value}]}).map(({count, min, max}) => [count, min, max]);
	assert.deepEqual(counted('>=', 1), [[3, 1, 3]]);
	assert.deepEqual(counted('>', 1), [[2, 2, 3]]);
	assert.deepEqual(counted('<=', 1), [[2, 0, 1]]);
	assert.deepEqual(counted('<', 1), [[1, 0, 0]]);
	assert.deepEqual(counted('!=', 1), [[3, 0, 3]]);
	assert.deepEqual(counted('>=', 1, 'y'), [[2, 1, 2]], 'neither no value nor a text is more than a number');
	assert.deepEqual(counted('!=', 1, 'y'), [[3, 0, 3]]);
	assert.deepEqual(
		ask({
			of: 'x',
			and: [
				{key: 'x', is: '>', value: 0},
				{key: 'x', is: '<', value: 3},
			],
		})[0]?.count,
		2,
	);
});

test('slices tell whole numbers beyond 2^53 apart, and know numbers that are none', () => {
	const head = 'parent_data_snapshot: {\n    "seed": 9007199254740993\n}\nrecords:\n';
	const large = [0n, 1n, 1n, 24n].map(more => String(2n ** 60n + more));
	const texts = large.map((id, x) => `- {"x": ${x}, "id": ${id}, "y": ${['NaN', '1', '-Infinity', '"nan"'][x]}}\n`);
	const {ask} = open(new MemoryFiles().write('/r/live.yaml', head + texts.join('')), '/r/live.yaml');
	const asked = (text: string) => {
		const parsed = parseSlice(text);
		assert.ok(parsed.ok);
		return ask(parsed.question).map(({group, count, min}) => [group, count, min]);
	};
	const one = large[1]!;
	assert.deepEqual(asked(`x where id=${one}`), [[null, 2, 1]]);
	assert.deepEqual(asked(`x where id!=${one}`), [[null, 2, 0]]);
	assert.deepEqual(asked(`x where id>${one}`), [[null, 1, 3]]);
	assert.deepEqual(asked(`x where id=${large[3]}`), [[null, 1, 3]]);
	assert.deepEqual(asked('x where seed=9007199254740993 and seed!=9007199254740992'), [[null, 4, 0]]);
	assert.deepEqual(asked('x by id'), [
		[large[0], 1, 0],
		[one, 2, 1],
		[large[3], 1, 3],
	]);
	assert.deepEqual(asked('x where y=nan'), [[null, 2, 0]]);
	assert.deepEqual(asked('x where y!=nan and y!=-inf'), [[null, 1, 1]]);
	assert.deepEqual(asked('x where y=-inf'), [[null, 1, 2]]);
});

test('the records of a live file are asked with what they inherit', () => {
	const head = 'parent_data_snapshot: {\n    "agent": "dqn",\n    "episode": 4\n}\nrecords:\n';
	const records = ['{"x": 1, "kind": "a"}', '{"x": 2, "kind": "b"}', '{"x": NaN}', '{"x": 4, "agent": null}', '{"x": 5'];
	const files = new MemoryFiles().write('/r/live.yaml', head + records.map(text => `- ${text}`).join('\n'));
	const {ask} = open(files, '/r/live.yaml');
	const asked = (question: Parameters<typeof ask>[0]) => ask(question).map(({group, count, max}) => [group, count, max]);
	assert.deepEqual(asked({of: 'x', where: {episode: 4}}), [[null, 3, 4]]);
	assert.deepEqual(asked({of: 'x', where: {agent: 'dqn'}, by: 'kind'}), [
		['a', 1, 1],
		['b', 1, 2],
	]);
	assert.deepEqual(asked({of: 'x', where: {episode: 5}}), []);
	files.append('/r/live.yaml', '}\n');
	assert.deepEqual(asked({of: 'x'}), [[null, 4, 5]]);
});

test('a slice may ask for the numbers of automatic keys, which are no metrics', () => {
	const {ask} = open(new MemoryFiles().write('/r/a.pickle', pickled(records)), '/r/a.pickle');
	assert.deepEqual(ask({of: 'error_number', by: 'experiment_number'}), [
		{group: 1, count: 1, mean: 0, min: 0, max: 0},
		{group: 2, count: 2, mean: 0.5, min: 0, max: 1},
	]);
	assert.deepEqual(ask({of: 'had_error'}), []);
});

test('a file of an unknown ending is read once to see what it is, also a live one that Windows marked', () => {
	const files = new MemoryFiles();
	const contents = {
		'a.foo': 'some text',
		'b.bar': 'parent_data_snapshot: {}\n',
		'c.baz': '\ufeffparent_data_snapshot: {}\n',
		'd.qux': '\x80\x04]',
	};
	for (const [name, content] of Object.entries(contents)) files.write(`/r/${name}`, content);
	const claims = detectRecorder({path: '/r', entries: files.list('/r')}, files);
	assert.deepEqual(
		claims.map(({path}) => path),
		['/r/b.bar', '/r/c.baz'],
	);
	assert.deepEqual(files.touched, ['/r/a.foo', '/r/b.bar', '/r/c.baz', '/r/d.qux']);
});

test('a file that only says the name of the package is no saved recorder, whatever its ending', () => {
	const files = new MemoryFiles()
		.write('/r/notes.p', 'import rigorous_recorder\n')
		.write('/r/code.p', '(see below)\nfrom rigorous_recorder import Recorder\nRecordKeeper\n')
		.write('/r/other.pickle', pickled(dictOf({s: 'rigorous_recorder RecordKeeper', t: 'rigorous_recorder'})))
		.write('/r/mine.pickle', pickled(records))
		.write('/r/two.pkl', Buffer.from('\x80\x02crigorous_recorder\nRecordKeeper\nq\x00)\x81q\x01.', 'latin1'))
		.write('/r/zero.pkl', 'ccopy_reg\n_reconstructor\np0\n(crigorous_recorder\nRecordKeeper\np1\nc__builtin__\nobject\n');
	assert.deepEqual([...readTree(files, '/r').keys()].sort(), ['mine.pickle', 'two.pkl', 'zero.pkl']);
});

test('a live file is looked at again as long as it is empty: its writer has opened it, and no record is there yet', () => {
	const files = new MemoryFiles();
	for (const name of ['run1.yaml', 'live', 'config.yaml', 'notes.md']) files.write(`/w/${name}`, '');
	files.write('/w/other.yaml', 'lr: 1\n');
	const ask = () => {
		const listing = {path: '/w', entries: files.list('/w')};
		const claims = recorder.detect(listing, files);
		return [claims.map(({path}) => path), recorder.undecided!(listing, files, claims)];
	};
	assert.deepEqual(ask(), [[], ['/w/run1.yaml', '/w/live']]);
	files.write('/w/run1.yaml', 'parent_data_snapshot: {}\nrecords:\n- {"x": 1}\n');
	assert.deepEqual(ask(), [['/w/run1.yaml'], ['/w/live']]);
});
