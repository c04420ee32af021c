import assert from 'node:assert/strict';
import {test} from 'node:test';
import {recorder} from '../../../source/formats/recorder/index.ts';
import {loadFixture} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';
import {dictOf, type Pickled, pickled, Tuple} from '../write-pickle.ts';
import {open, readTree} from './read-tree.ts';

test('a run is an experiment, or one failed try of it, with its times and outcome', () => {
	const {sink, read} = open(loadFixture('recorder'), '/recorder/errors.collection');
	read();
	assert.deepEqual(
		[...sink.runs].map(([key, {learnt}]) => [key, learnt.name, learnt.attempt, learnt.outcome?.status]),
		[
			['1', 'errors 1', null, 'finished'],
			['2 (error 1)', 'errors 2 (error 1)', 1, 'failed'],
			['2 (error 2)', 'errors 2 (error 2)', 2, 'failed'],
			['2', 'errors 2', 3, 'finished'],
			['3 (error 1)', 'errors 3 (error 1)', null, 'failed'],
		],
	);
	const {learnt} = sink.run('2 (error 1)');
	assert.equal(new Date(learnt.startedAtMs ?? 0).toISOString(), '2026-11-21T01:07:46.997Z');
	assert.deepEqual(learnt.config, {agent: 'ppo'});
	assert.equal((learnt.extra.Collection as {'next experiment number': number})['next experiment number'], 3);
});

test('what a record inherits counts as its own, and a step counts the records that have the key', () => {
	const {sink, read} = open(loadFixture('recorder'), '/recorder/models.collection');
	read();
	const run = sink.run('1');
	assert.deepEqual([...run.metrics].map(([name, {length}]) => [name, length]).sort(), [
		['accuracy', 100],
		['index', 500],
		['loss', 400],
	]);
	assert.deepEqual(run.points('accuracy')[0], [0, 0.5886777190190862]);
	const study = open(loadFixture('recorder'), '/recorder/study.collection');
	study.read();
	assert.deepEqual([...study.sink.run('3').metrics.keys()].sort(), ['episode', 'lr', 'timestep', 'x', 'y']);
	assert.deepEqual(study.sink.run('3').points('lr').at(-1), [49, 0.0001]);
	assert.deepEqual(study.sink.run('3').learnt.config, {agent: 'ppo', lr: 0.0001, study: 'three agents'});
});

test('collections without records have no runs', () => {
	const found = readTree(loadFixture('recorder'), '/recorder');
	for (const name of ['never_ran', 'no_records']) assert.deepEqual([...found.get(`${name}.collection`)!.runs.keys()], []);
});

/** collection_info.pickle of a collection without data whose last experiment has these automatic keys. */
function infoOf(number: number, error: number): Buffer {
	const text = (key: string) => `\x8c${String.fromCharCode(key.length)}${key}`;
	const time = (key: string, second: number) => `${text(key)}F${second}\n`;
	const keys = `${text('experiment_number')}K${String.fromCharCode(number)}${text('error_number')}K${String.fromCharCode(error)}`;
	const times = `${time('experiment_start_time', 1.7e9)}${time('experiment_end_time', 1.7e9 + 2)}`;
	return Buffer.from(`\x80\x04}}(${keys}${text('had_error')}${error > 0 ? '\x88' : '\x89'}${times}u\x86.`, 'latin1');
}

test('an experiment that failed before it made a record is a run; one that went well without any is none', () => {
	const files = new MemoryFiles()
		.write('/r/a.collection/collection_id.txt', '0.5')
		.write('/r/a.collection/collection_info.pickle', infoOf(1, 1))
		.write('/r/a.collection/records.pickle', Buffer.from('\x80\x04].', 'latin1'));
	const {sink, read} = open(files, '/r/a.collection');
	read();
	assert.deepEqual([...sink.runs.keys()], ['1 (error 1)']);
	const {learnt} = sink.run('1 (error 1)');
	assert.deepEqual(learnt.outcome, {status: 'failed', why: 'had_error is True in collection_info.pickle'});
	assert.deepEqual([learnt.startedAtMs, learnt.endedAtMs], [1.7e12, 1.7e12 + 2000]);
	files.write('/r/a.collection/collection_info.pickle', infoOf(1, 0));
	read();
	assert.equal(sink.run('1 (error 1)').removed, true);
	const other = loadFixture('recorder').write('/recorder/study.collection/collection_info.pickle', infoOf(4, 2));
	const study = open(other, '/recorder/study.collection');
	study.read();
	assert.deepEqual([...study.sink.runs.keys()], ['1', '2', '3', '4 (error 2)']);
});

test('numpy values, large integers, NaN and absent values count as what they are; an overridden number is the number', () => {
	const {sink, read} = open(loadFixture('recorder'), '/recorder/odd.collection');
	read();
	assert.deepEqual([...sink.runs.keys()], ['7', '2 (error 1)']);
	const run = sink.run('7');
	assert.deepEqual(
		[...run.metrics].map(([name, {length}]) => [name, length]),
		[
			['seed', 4],
			['step', 4],
			['loss', 4],
			['nan', 4],
			['big', 4],
			['acc', 1],
		],
	);
	assert.deepEqual(
		run.points('loss').map(([, value]) => value),
		[1, 0.5, 1 / 3, 0.25],
	);
	assert.equal(run.points('big')[0]?.[1], 2 ** 70);
	assert.deepEqual(run.points('acc'), [[0, 0.5]]);
	assert.equal(sink.run('2 (error 1)').points('loss')[0]?.[1], Number.POSITIVE_INFINITY);
});

test('keys that are no texts have their own name, with their type where a text beside them has it', () => {
	const own = '}(K\x07K\x03\x8c\x011K\x02K\x01K\x09NK\x05C\x01bK\x04u';
	const record = `crigorous_recorder\nAncestorDict\n)\x81${own}}K\x05K\x06s\x85\x86b`;
	const files = new MemoryFiles()
		.write('/r/a.collection/collection_id.txt', '0.5')
		.write('/r/a.collection/records.pickle', Buffer.from(`\x80\x04](${record}e.`, 'latin1'));
	const {sink, read} = open(files, '/r/a.collection');
	read();
	const run = sink.run('records');
	const points = [...run.metrics.keys()].map(name => [name, run.points(name)[0]?.[1]]);
	assert.deepEqual(Object.fromEntries(points), {1: 2, '1 (number)': 9, 5: 6, 7: 3, None: 5, "b'b'": 4});
});

test('an array without dimensions is its number, and an integer beyond the doubles is finite', () => {
	const float: Pickled = {of: 'numpy.dtype', args: ['f4', false, true], state: new Tuple([3, '<', null, null, null, -1, -1, 0])};
	const four = Buffer.alloc(4);
	four.writeFloatLE(0.25);
	const array = (shape: number[], raw: Buffer): Pickled => ({
		of: 'numpy._core.multiarray._reconstruct',
		args: [{of: 'numpy.ndarray'}, new Tuple([0]), Buffer.from('b')],
		state: new Tuple([1, new Tuple(shape), float, false, raw]),
	});
	const records = pickled([dictOf({loss: array([], four), list: array([1], four), x: 1})]).toString('latin1');
	// 2**1040, as protocol 2 writes integers.
	const huge = `\x8a\x83${'\0'.repeat(130)}\x01`;
	const files = new MemoryFiles().write('/r/a.collection/collection_id.txt', '0.5');
	const withHuge = records.replace(/ue\.$/, `\x8c\x04huge${huge}ue.`);
	files.write('/r/a.collection/records.pickle', Buffer.from(withHuge, 'latin1'));
	const {sink, read} = open(files, '/r/a.collection');
	read();
	const run = sink.run('records');
	const points = [...run.metrics.keys()].map(name => [name, run.points(name)[0]?.[1]]);
	assert.deepEqual(Object.fromEntries(points), {loss: 0.25, x: 1, huge: Number.MAX_VALUE});
});

test('records that are missing beside what the collection says of itself are told', () => {
	const files = loadFixture('recorder').remove('/recorder/study.collection/records.pickle');
	const {sink, read} = open(files, '/recorder/study.collection');
	read();
	assert.match(sink.problems[0]?.message ?? '', /^records\.pickle is missing: /);
	const never = open(loadFixture('recorder'), '/recorder/never_ran.collection');
	never.read();
	assert.deepEqual(never.sink.problems, []);
});

test('slices reach over all experiments and every level of parents', () => {
	const {ask} = open(loadFixture('recorder'), '/recorder/study.collection');
	const [all] = ask({of: 'x', where: {episode: 2}});
	assert.equal(all?.count, 15);
	assert.ok(Math.abs((all?.mean ?? 0) - 1.9) < 1);
	assert.deepEqual(
		ask({of: 'timestep', by: 'agent'}).map(({group, count, min, max}) => [group, count, min, max]),
		[
			['a2c', 50, 1, 5],
			['dqn', 50, 1, 5],
			['ppo', 50, 1, 5],
		],
	);
	assert.deepEqual(
		ask({of: 'x', where: {experiment_number: 2, episode: 1}, by: 'episode'}).map(({group, count}) => [group, count]),
		[[1, 5]],
	);
});

test('a collection that is being written keeps its experiments until it is whole again', () => {
	const files = loadFixture('recorder');
	const {sink, read} = open(files, '/recorder/errors.collection');
	read();
	const records = '/recorder/errors.collection/records.pickle';
	const whole = files.readWhole(records, 1e9)!;
	files.write(records, whole.subarray(0, 20_000));
	read();
	assert.equal(sink.runs.size, 5);
	assert.match(sink.problems[0]?.message ?? '', /^records\.pickle is cut at byte 20000; \d+ whole records came before that/);
	const info = '/recorder/errors.collection/collection_info.pickle';
	files.write(info, files.readWhole('/recorder/study.collection/collection_info.pickle', 1e9)!);
	files.write(records, files.readWhole('/recorder/study.collection/records.pickle', 1e9)!);
	read();
	assert.deepEqual(
		[...sink.runs].filter(([, {removed}]) => !removed).map(([key]) => key),
		['1', '2', '3'],
	);
});

test('a damaged collection has no runs that could pass for all of them, and is named', () => {
	for (const end of [0, 11_587, 23_173]) {
		const files = loadFixture('recorder');
		const records = '/recorder/study.collection/records.pickle';
		files.write(records, files.readWhole(records, 1e9)!.subarray(0, end));
		const {sink, read} = open(files, '/recorder/study.collection');
		read();
		assert.equal(sink.runs.size, 0);
		assert.equal(sink.problems[0]?.file, records);
	}
});

test('a collection is claimed once: from outside, or where one looks into it alone', () => {
	const files = loadFixture('recorder');
	const inside = '/recorder/errors.collection';
	const alone = recorder.detect({path: inside, entries: files.list(inside)}, files);
	assert.deepEqual(
		alone.map(({path, listedAt}) => [path, listedAt]),
		[[`${inside}/records.pickle`, inside]],
	);
	const other = loadFixture('recorder');
	recorder.detect({path: '/recorder', entries: other.list('/recorder')}, other);
	assert.deepEqual(recorder.detect({path: inside, entries: other.list(inside)}, other), []);
});
