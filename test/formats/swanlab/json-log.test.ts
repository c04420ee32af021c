import assert from 'node:assert/strict';
import {test} from 'node:test';
import {swanlab} from '../../../source/formats/swanlab/index.ts';
import {blockLog} from '../../encodings/block-log-writer.ts';
import {Collected, readAll} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';

const directory = '/ws/swanlog/run-20261126_124658-t0v9dz85mwofcbnwz3d9a';
const at = (second: number) => `2026-11-26T12:47:${String(second).padStart(2, '0')}.500000+00:00`;
const record = (type: string, data: object) => Buffer.from(`${JSON.stringify({model_type: type, data})}\n`);
const column = (key: string, type = 'FLOAT', cls = 'CUSTOM') => record('Column', {key, cls, column_type: type});
const scalar = (key: string, step: number, value: number | string) =>
	record('Scalar', {metric: {index: step, data: value, create_time: at(step)}, key, step, epoch: step + 1});

/** A log of format 1, as SwanLab 0.6 writes it. */
const read = (...records: Buffer[]) => readVersion(1, records);

function readVersion(version: number, records: Buffer[]) {
	const log = blockLog({text: ':SWL', magic: 0xe1d6, version}, records);
	const files = new MemoryFiles().write(`${directory}/backup.swanlab`, log).write(
		`${directory}/files/swanlab-metadata.json`,
		JSON.stringify({
			hostname: 'node1',
			pid: 4711,
			cwd: '/home/me',
			command: 'train.py --lr 1',
			executable: '/usr/bin/python3',
			git_remote: null,
			git_info: ['main', 'a'.repeat(40)],
		}),
	);
	const [claim] = swanlab.detect({path: directory, entries: files.list(directory)}, files);
	const collected = new Collected();
	readAll(swanlab.open(claim!, files), collected);
	return collected.only;
}

const opening = [
	record('Header', {backup_type: 'DEFAULT', create_time: at(0)}),
	record('Project', {name: 'proj', workspace: null, public: null}),
	record('Experiment', {id: 't0v9', name: 'größe', description: 'a note', tags: ['a', 'ü']}),
];

test('a log of JSON records has its points, facts and end', () => {
	const run = read(
		...opening,
		column('loss'),
		column('note', 'TEXT'),
		column('cpu', 'FLOAT', 'SYSTEM'),
		scalar('loss', 0, 1.5),
		scalar('loss', 1, 'NaN'),
		scalar('loss', 2, '-INF'),
		scalar('cpu', 0, 3),
		record('Log', {create_time: at(3), message: 'hello', epoch: 1, level: 'INFO'}),
		record('Footer', {success: true, create_time: at(9)}),
	);
	const {learnt} = run;
	assert.deepEqual(run.points('loss'), [
		[0, 1.5],
		[1, Number.NaN],
		[2, Number.NEGATIVE_INFINITY],
	]);
	assert.deepEqual([...run.system.keys()], ['cpu']);
	assert.deepEqual([...run.metrics.keys()], ['loss']);
	assert.equal(learnt.name, 'größe');
	assert.deepEqual([learnt.tags, learnt.notes, learnt.pid, learnt.host], [['a', 'ü'], ['a note'], 4711, 'node1']);
	assert.deepEqual(learnt.command, {argv: ['/usr/bin/python3', 'train.py', '--lr', '1'], cwd: '/home/me'});
	assert.deepEqual(learnt.git, {commit: 'a'.repeat(40), branch: 'main', dirty: null, remote: null});
	assert.deepEqual([learnt.startedAtMs, learnt.endedAtMs], [Date.parse(at(0)), Date.parse(at(9))]);
	assert.equal(learnt.outcome?.status, 'finished');
	assert.match(run.text, /hello/);
	assert.deepEqual(run.problems, []);
});

test('the first format of the log, of version 0, is read as the next one is', () => {
	const records = [...opening, column('loss'), scalar('loss', 0, 1.5), record('Footer', {success: true, create_time: at(9)})];
	const run = readVersion(0, records);
	assert.deepEqual(run.points('loss'), [[0, 1.5]]);
	assert.equal(run.learnt.outcome?.status, 'finished');
	assert.deepEqual(run.problems, []);
});

test('a failed end, no end and a damaged record of a JSON log are told apart', () => {
	assert.equal(read(...opening, record('Footer', {success: false, create_time: at(1)})).learnt.outcome?.status, 'failed');
	const open = read(...opening, column('loss'), Buffer.from('{"model_type": "Scalar", "da'), scalar('loss', 0, 1));
	assert.equal(open.learnt.outcome, null);
	assert.deepEqual(open.points('loss'), [[0, 1]]);
	assert.match(open.problems[0]!.message, /malformed record/);
});

test('where the end names no error, the last line of the error stream does', () => {
	const said = (level: string, message: string) => record('Log', {create_time: at(3), message, epoch: 1, level});
	const failed = record('Footer', {success: false, create_time: at(9)});
	const run = read(...opening, said('ERROR', 'Traceback\n  here\nValueError: too large'), said('INFO', 'bye'), failed);
	assert.equal(run.learnt.error, 'ValueError: too large');
	assert.equal(read(...opening, said('INFO', 'bye'), failed).learnt.error, null);
	assert.equal(read(...opening, said('ERROR', 'a warning'), record('Footer', {success: true})).learnt.error, null);
	const trace = '  File "/w/t.py", line 9, in <module>\n    raise ValueError("a\\nb")\nValueError: a\nb';
	assert.equal(read(...opening, said('ERROR', trace), failed).learnt.error, 'ValueError: a');
});

test('a run that was interrupted from the keyboard has not failed', () => {
	const said = (level: string, message: string) => record('Log', {create_time: at(3), message, epoch: 1, level});
	const code = '  File "/w/t.py", line 22, in <module>\n    time.sleep(1); f()\n';
	const footer = record('Footer', {success: false, create_time: at(9)});
	const {learnt} = read(...opening, said('INFO', 'swanlab: KeyboardInterrupt by user'), said('ERROR', code), footer);
	assert.deepEqual([learnt.outcome?.status, learnt.error], ['stopped', null]);
	const failed = read(...opening, said('ERROR', code), footer).learnt;
	assert.deepEqual([failed.outcome?.status, failed.error], ['failed', null], 'code is no error');
});
