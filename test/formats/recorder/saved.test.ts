import assert from 'node:assert/strict';
import {test} from 'node:test';
import {loadFixture, seededRandom} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';
import {open, readTree} from './read-tree.ts';

test('a saved tree of record keepers is one run with all records below', () => {
	const {sink, read} = open(loadFixture('recorder'), '/recorder/keeper.pickle');
	read();
	const {learnt, metrics} = sink.only;
	assert.deepEqual(
		[learnt.id, learnt.recorded, learnt.config],
		['keeper', 'RecordKeeper', {model: 'm1', study: 'keeper, no collection'}],
	);
	assert.deepEqual([...metrics].map(([name, {length}]) => [name, length]).sort(), [
		['best', 1],
		['fold', 30],
		['index', 30],
		['loss', 30],
	]);
	assert.deepEqual(learnt.extra.Records, {count: 31, recorders: 3});
});

test('columns: None is no value, the tree begins at the saved recorder, parents are inherited', () => {
	const {sink, ask, read} = open(loadFixture('recorder'), '/recorder/second_experiment.pickle');
	read();
	const {learnt, metrics} = sink.only;
	assert.deepEqual(learnt.extra.Records, {count: 502, recorders: 11});
	assert.deepEqual([...metrics].map(([name, {length}]) => [name, length]).sort(), [
		['episode', 501],
		['experiment', 502],
		['x', 500],
		['y', 500],
		['z', 1],
	]);
	assert.equal(ask({of: 'x', where: {episode: 2}})[0]?.mean.toFixed(12), (1.9241742907291552).toFixed(12));
	assert.deepEqual(learnt.config, {experiment: 2, study: 'columns'});
});

test('other pickles and other YAML files are left alone', () => {
	const files = new MemoryFiles()
		.write('/r/model.pickle', Buffer.from('80049503000000000000005d942e', 'hex'))
		.write('/r/config.yaml', 'lr: 1\n');
	assert.equal(readTree(files, '/r').size, 0);
});

test('a live file gives a point for each whole line as it comes', () => {
	const fixture = loadFixture('recorder');
	const text = new TextDecoder().decode(fixture.readWhole('/recorder/live.yaml', 1e6)!);
	const files = new MemoryFiles().write('/live/a.yaml', text.slice(0, 42));
	const {sink, read} = open(files, '/live/a.yaml');
	read();
	assert.equal(sink.only.metrics.size, 0);
	for (let at = 42; at < text.length; at += 97) {
		files.append('/live/a.yaml', text.slice(at, at + 97));
		read();
	}
	const run = sink.only;
	assert.deepEqual(run.learnt.config, {experiment: 1, agent: 'dqn', episode: 4});
	assert.deepEqual(
		[run.points('step').length, run.points('loss').at(-1), run.points('acc')],
		[41, [40, Number.NaN], [[0, Number.POSITIVE_INFINITY]]],
	);
	assert.deepEqual(run.problems, []);
	files.write('/live/a.yaml', `${text.slice(0, text.indexOf('- '))}- {"step": 0}\n- {"step"`, {inPlace: true});
	read();
	assert.deepEqual(run.points('step'), [[0, 0]]);
	assert.equal(run.metrics.has('loss'), false);
});

test('a record that lacks its line feed alone counts, once', () => {
	const path = '/live/a.yaml';
	const files = new MemoryFiles().write(path, 'parent_data_snapshot: {}\nrecords:\n- {"x": 1, "y": {"z": 2}');
	const {sink, read} = open(files, path);
	const seen = () => {
		read();
		return sink.only.points('x').length;
	};
	assert.equal(seen(), 0, 'half of one');
	files.append(path, '}');
	assert.equal(seen(), 1);
	files.append(path, '\n');
	assert.equal(seen(), 1);
	files.append(path, '- {"x": 2}\nno\n');
	assert.equal(seen(), 2);
	assert.deepEqual(
		sink.only.problems.map(({message}) => message),
		['Line 5 is no record'],
	);
});

test('a damaged line of a live file is named and costs itself only', () => {
	const files = new MemoryFiles().write('/live/a.yaml', 'parent_data_snapshot: {}\nrecords:\n- {"x": 1}\n- {"x": \n- {"x": 3}\n');
	const {sink, read} = open(files, '/live/a.yaml');
	read();
	assert.deepEqual(sink.only.points('x'), [
		[0, 1],
		[1, 3],
	]);
	assert.deepEqual(
		sink.only.problems.map(({message}) => message),
		['Line 4 is no record'],
	);
});

test('numbers in the place of records are no records', () => {
	const files = new MemoryFiles().write('/r/a.collection/collection_id.txt', '0.1');
	// [7, 1.5, -1]
	files.write('/r/a.collection/records.pickle', Buffer.from('80045d94284b07473ff80000000000004affffffff652e', 'hex'));
	const {sink, read} = open(files, '/r/a.collection');
	read();
	assert.deepEqual(
		[sink.runs.size, sink.problems.map(({message}) => message)],
		[
			0,
			[
				'records.pickle holds no records but a list of 3: its experiments are not listed; put the file back as the recorder wrote it',
			],
		],
	);
});

test('no cut and no flipped byte stops the reader or loses a file that begins soundly', () => {
	const sound = loadFixture('recorder');
	const samples = ['keeper.pickle', 'no_records_yet.yaml', 'live.yaml'].map(
		name => [name, Buffer.from(sound.readWhole(`/recorder/${name}`, 1e6)!)] as const,
	);
	for (const [name, bytes] of samples) {
		for (let end = 256; end < bytes.length; end++)
			open(new MemoryFiles().write(`/r/${name}`, bytes.subarray(0, end)), `/r/${name}`).read();
	}
	const random = seededRandom(3);
	for (let round = 0; round < 10_000; round++) {
		const [name, bytes] = samples[random(samples.length)]!;
		const copy = Buffer.from(bytes);
		const from = Math.min(64, copy.length - 1);
		copy[from + random(copy.length - from)] = random(256);
		open(new MemoryFiles().write(`/r/${name}`, copy), `/r/${name}`).read();
	}
	const collection = sound.readWhole('/recorder/study.collection/records.pickle', 1e6)!;
	for (let round = 0; round < 200; round++) {
		const copy = Buffer.from(collection);
		copy[random(copy.length)] = random(256);
		const files = new MemoryFiles()
			.write('/r/a.collection/collection_id.txt', '0.1')
			.write('/r/a.collection/records.pickle', copy);
		open(files, '/r/a.collection').read();
	}
});
