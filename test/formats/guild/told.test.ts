import assert from 'node:assert/strict';
import {test} from 'node:test';
import {tfrecords} from '../../encodings/tfrecord-writer.ts';
import {Collected, readAll} from '../collect.ts';
import {scalar} from '../tfevents/events.ts';
import {type DatedFiles, makeRun, openRun} from './home.ts';

const ended = {'attrs/started': '1795223825555283\n', 'attrs/stopped': '1795223828004703\n', 'attrs/exit_status': '0\n'};

function readAt(files: DatedFiles, path: string) {
	const collected = new Collected();
	const source = openRun(files, path);
	readAll(source, collected);
	return {run: collected.only, source};
}

function read(own: Record<string, string | Uint8Array>) {
	const {files, path} = makeRun({...ended, ...own});
	return readAt(files, path).run;
}

test('an exit status has the word by which Guild lists it, and a signal its name where it has one', () => {
	const told = (code: string) => {
		const {recorded, outcome} = read({'attrs/exit_status': code}).learnt;
		return [recorded, outcome?.why];
	};
	assert.deepEqual(told('0'), ['completed', 'exit_status 0']);
	assert.deepEqual(told('2'), ['error', 'exit_status 2']);
	assert.deepEqual(told('-15'), ['terminated', 'exit_status -15 (SIGTERM)']);
	assert.deepEqual(told('-40'), ['terminated', 'exit_status -40']);
});

test('a run on a remote is running wherever its exit status comes from, with the name of that where it has one', () => {
	const told = (remote: string) => {
		const {recorded, outcome} = read({'LOCK.remote': remote}).learnt;
		return [recorded, outcome?.status, outcome?.why];
	};
	assert.deepEqual(told('gpu-box'), ['running', 'running', 'LOCK.remote: on remote gpu-box when it was last synchronized']);
	assert.equal(told('')[2], 'LOCK.remote: on remote (unnamed) when it was last synchronized');
});

test('comments and tags are read in each form that they are kept in', () => {
	const comments =
		'- an early one\n- {body: later, time: 1795223825555283, user: ana}\n- [no, comment]\n- 7\n- null\n- {time: 1}\n';
	const {notes, tags, command, extra} = read({
		'attrs/comments': comments,
		'attrs/tags': 'lone\n',
		'attrs/cmd': 'train\n',
		'attrs/label': 'wide one\n',
		'attrs/deps': '{}\n',
		'attrs/objective': 'loss\n',
	}).learnt;
	assert.deepEqual([notes, tags, command?.argv], [['wide one', 'an early one', 'later'], ['lone'], ['train']]);
	const {label, dependencies, objective} = extra.Guild as Record<string, unknown>;
	assert.deepEqual([label, dependencies, objective], ['wide one', undefined, 'loss']);
	assert.equal(read({'attrs/cmd': '[]\n'}).learnt.command, null);
	assert.deepEqual(read({'attrs/label': '2024\n'}).learnt.notes, ['2024'], 'a text all the same');
	const {operation, from} = read({opref: "package:gpkg.mnist 0.6.1 '' train"}).learnt.extra.Guild as Record<string, unknown>;
	assert.deepEqual([operation, from], ['gpkg.mnist/train', 'package gpkg.mnist 0.6.1']);
});

test('what cannot be read of a run is named: event files, events within them, files of its manifest', () => {
	const name = 'events.out.tfevents.1760000000.vm.1.0';
	const whole = tfrecords(scalar(1.76e9, 1, 'loss', 1));
	const {files, path} = makeRun({...ended, manifest: `s a.py ${'0'.repeat(40)} a.py\n`});
	files.write(`${path}/.guild/${name}`, Buffer.concat([whole, tfrecords(Buffer.from('\xff\xff nonsense', 'latin1')), whole]));
	files.write(`${path}/a.py`, 'a');
	const {run} = readAt(files, path);
	assert.deepEqual(run.points('loss'), [
		[1, 1],
		[1, 1],
	]);
	const [problem, ...others] = run.problems;
	assert.equal(problem?.message, `Damaged at byte ${whole.length + 12}: malformed event, the rest of it is skipped`);
	assert.deepEqual(others, []);
	files.locked.add(`${path}/.guild/${name}`).add(`${path}/a.py`);
	const shut = readAt(files, path);
	assert.deepEqual(
		shut.source.verify?.().map(({file, message}) => [file, message]),
		[[`${path}/a.py`, 'Cannot be read, so it was not compared with the manifest']],
	);
});

test('event files in directories that hold no results are none of a run, whatever their names', () => {
	const {files, path} = makeRun(ended);
	const name = 'events.out.tfevents.1760000000.vm';
	for (const place of [
		'.git',
		'__pycache__',
		'node_modules/a',
		'.ipynb_checkpoints',
		'.guild/attrs',
		'.guild/proto',
		'logs',
		'attrs',
		'proto',
	])
		files.write(`${path}/${place}/${name}`, tfrecords(scalar(1.76e9, 1, 'loss', 1)));
	assert.deepEqual([...readAt(files, path).run.metrics.keys()].sort(), ['attrs#loss', 'logs#loss', 'proto#loss']);
});

test('scalars of the machine are no metrics where the program has written them itself', () => {
	const name = 'events.out.tfevents.1760000000.vm';
	const event = tfrecords(scalar(1.76e9, 7, 'sys/cpu', 1), scalar(1.76e9, 3, 'loss', 1));
	const {files, path} = makeRun(ended);
	files.write(`${path}/.guild/${name}.1.0`, event).write(`${path}/logs/${name}.2.0`, event);
	const {run} = readAt(files, path);
	assert.deepEqual(
		[...run.metrics.keys()].sort().map(metric => [metric, run.defined.get(metric)?.hidden === true]),
		[
			['logs#loss', false],
			['logs#sys/cpu', true],
			['loss', false],
			['sys/cpu', true],
		],
	);
});
