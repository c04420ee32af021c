import assert from 'node:assert/strict';
import {test} from 'node:test';
import {gage} from '../../../source/formats/gage/index.ts';
import {tfrecords} from '../../encodings/tfrecord-writer.ts';
import {zipOf} from '../../encodings/zip-writer.ts';
import {Collected, readAll} from '../collect.ts';
import {DatedFiles} from '../guild/home.ts';
import {scalar} from '../tfevents/events.ts';
import {readRun} from './runs.ts';

const id = '01234567-89ab-4cde-8f01-23456789abcd';
const base = `/head/${id}`;
const startMicros = 1_795_224_009_000_000;
const ended = {opref: '2 a train', started: String(startMicros), stopped: String(startMicros + 9e6), 'proc/exit': '0'};

/** The index of an output whose lines came a second apart, from the start on. */
function indexOf(lines: number): Uint8Array {
	const bytes = Buffer.alloc(lines * 9);
	for (let line = 0; line < lines; line++) bytes.writeBigUInt64BE(BigInt(startMicros / 1000 + line * 1000), line * 9);
	return bytes;
}

test('the output in an archive has its curves, each point when its line was printed, to the last line without an end', () => {
	const output = 'step: 1\nloss: 0.5\nacc: 0.1\nstep: 2\nloss: 0.25\nacc: 0.2';
	const members = {...ended, 'output/40_run': output, 'output/40_run.index': indexOf(6), 'output/10_deps': 'fetched\n'};
	const files = new DatedFiles().write(`${base}.meta.zip`, zipOf(members));
	const run = readRun(files, id);
	const startMs = startMicros / 1000;
	assert.deepEqual(
		run.points('loss').map(([step, value]) => [step, value]),
		[
			[1, 0.5],
			[2, 0.25],
		],
	);
	assert.deepEqual(run.walls('loss'), [startMs + 1000, startMs + 4000]);
	assert.deepEqual(run.points('acc').at(-1), [2, 0.2]);
	assert.deepEqual(run.walls('acc'), [startMs + 2000, startMs + 5000]);
	assert.equal(run.text, `fetched\n${output}`, 'in the order in which they were printed');
	files.write(`${base}/events.out.tfevents.1`, tfrecords(scalar(1_795_224_010, 1, 'loss', 0.75)));
	const recorded = readRun(files, id);
	assert.deepEqual([recorded.points('loss'), recorded.points('acc').length], [[[1, 0.75]], 2], 'what was recorded counts');
	files.write(`${base}.meta.zip`, zipOf({...ended, 'output/40_run': output}));
	assert.ok(readRun(files, id).walls('acc').every(Number.isNaN), 'without an index nobody knows when');
});

test('a run that was deleted with its archive is in the trash, and one whose archive may not be read says so', () => {
	const files = new DatedFiles().write(`${base}.meta.zip.deleted`, zipOf(ended));
	assert.equal(readRun(files, id).learnt.outcome?.status, 'deleted');
	const shut = new DatedFiles().write(`${base}.meta.zip`, zipOf(ended));
	shut.locked.add(`${base}.meta.zip`);
	const {learnt, problems} = readRun(shut, id);
	assert.deepEqual([learnt.outcome?.status, learnt.outcome?.why], ['unknown', 'its archive cannot be read']);
	assert.deepEqual(problems, [{file: `${base}.meta.zip`, message: 'Cannot be read, or is larger than 512 MiB'}]);
});

test('a run that has not begun is told by how far Gage came with it, in a directory and in an archive', () => {
	const read = (own: Record<string, string>) => {
		const packed = new DatedFiles().write(`${base}.meta.zip`, zipOf({opref: '1 a train', ...own}));
		const files = new DatedFiles().write(`${base}.meta/opref`, '1 a train');
		for (const [name, text] of Object.entries(own)) files.write(`${base}.meta/${name}`, text);
		const told = [packed, files].map(each => {
			const {outcome, recorded} = readRun(each, id).learnt;
			return [outcome?.status ?? null, outcome?.why ?? null, recorded];
		});
		assert.deepEqual(told[0], told[1]);
		return told[0];
	};
	const initialized = String(startMicros);
	const staged = String(startMicros + 1e6);
	assert.deepEqual(read({initialized, staged}), ['queued', 'staged and not started', 'staged']);
	assert.deepEqual(read({initialized}), [
		'queued',
		'initialized, and not prepared to its end: nothing of that is written any more',
		'pending',
	]);
	assert.deepEqual(read({}), ['unknown', 'its meta holds no time and no exit code', 'unknown']);
	assert.deepEqual(read({initialized, staged, started: staged}), [null, null, 'staged'], 'a process has to tell');
	assert.deepEqual(read({started: staged, 'proc/lock': '4711'}), [null, null, 'running']);
});

test('comments are in the order in which they were made, and the last label counts', () => {
	const files = new DatedFiles().write(`${base}.meta.zip`, zipOf(ended));
	const said = [
		{set: {label: 'first', 'comment:b': {msg: 'second', timestamp: 20}, 'comment:x': {msg: 'taken back', timestamp: 5}}},
		{set: {label: 'last', 'comment:a': {msg: 'first', timestamp: 10}, 'comment:c': {msg: 7, timestamp: 30}}},
		{delete: ['comment:x']},
	];
	// They were kept in another order than their names have.
	for (const index of [2, 0, 1]) files.write(`${base}.user/01a1fbb0-${index}.json`, JSON.stringify(said[index]));
	assert.deepEqual(readRun(files, id).learnt.notes, ['last', 'first', 'second']);
});

test('an archive that is looked at again says nothing twice', () => {
	const files = new DatedFiles().write(`${base}.meta.zip`, zipOf({...ended, 'output/40_run': 'step: 1\nloss: 0.5\n'}));
	const [claim] = gage.detect({path: '/head', entries: files.list('/head')}, files);
	const source = gage.open(claim!, files);
	const collected = new Collected();
	for (const _ of [1, 2]) readAll(source, collected);
	assert.deepEqual([collected.only.points('loss'), collected.only.text], [[[1, 0.5]], 'step: 1\nloss: 0.5\n']);
});

test('the output of the run itself is the last of its logs, and its project and the titles of its values are told', () => {
	const own = {
		...ended,
		'summary.json': '{"metrics": {"acc": {"value": 0.5, "label": "Accuracy"}}}',
		'output/40_run': 'done\n',
		'output/50_summary': 'stored\n',
		'output/10_deps': 'fetched\n',
	};
	const files = new DatedFiles().write(`${base}.project`, 'file:/p/lab\n').write('/p/lab/gage.toml', '').write(`${base}/x`, '');
	for (const [name, text] of Object.entries(own)) files.write(`${base}.meta/${name}`, text);
	const about = () => readRun(files, id).learnt.extra.Gage as Record<string, unknown>;
	assert.deepEqual(
		readRun(files, id).learnt.logFiles.map(file => file.split('/').at(-1)),
		['10_deps', '50_summary', '40_run'],
	);
	assert.deepEqual([about().project, about().titles, about().archive], ['/p/lab', {acc: 'Accuracy'}, undefined]);
	files.remove('/p/lab/gage.toml');
	assert.equal(about().project, '/p/lab (gone)');
	files.write(`${base}.move/01a1fbb0-ffff-4452-a7c3-0dbf092e8639-trash`, '');
	assert.equal(about().archive, undefined, 'the trash is no archive');
	files.write(`${base}.move/01a1fbb1-ffff-4452-a7c3-0dbf092e8639-attic7`, '');
	assert.equal(about().archive, 'attic7 (its record is gone)');
});

test('what a run was started with is told as far as it is what Gage writes, and only git HEAD holds output back', () => {
	const read = (own: Record<string, string>) => {
		const files = new DatedFiles();
		for (const [name, text] of Object.entries({...ended, ...own})) files.write(`${base}.meta/${name}`, text);
		return {files, ...readRun(files, id)};
	};
	const {learnt} = read({'proc/cmd.json': '["python", 3, "train.py"]', 'sys/platform.json': '"Linux-6.1"', opref: '1 a train'});
	assert.deepEqual([learnt.command?.argv, learnt.marks, learnt.writer.bufferBytes], [['python', 'train.py'], [], 0]);
	assert.equal((learnt.extra.Gage as {platform: string}).platform, 'Linux-6.1');
	assert.equal(read({'proc/cmd.json': '[]'}).learnt.command, null);
	assert.equal(read({}).learnt.writer.bufferBytes, 8192);
	const {files} = read({});
	files.write(`${base}.user/1.json`, '{"set": {"label": ""}}').write(`${base}.user/2.json`, '[1]');
	files.write(`${base}.move/01a1fbb1-ffff-4452-a7c3-0dbf092e8639-attic7`, '');
	const moved = readRun(files, id);
	assert.deepEqual([moved.learnt.notes, moved.learnt.marks], [[], ['archived']]);
	assert.deepEqual(
		moved.problems.map(({message}) => message),
		['Is no object, so one change of label or comments is missing'],
	);
});
