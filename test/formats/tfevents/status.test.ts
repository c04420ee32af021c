import assert from 'node:assert/strict';
import {test} from 'node:test';
import {tfevents} from '../../../source/formats/tfevents/index.ts';
import {double, field, int} from '../../encodings/protobuf-writer.ts';
import {tfrecords} from '../../encodings/tfrecord-writer.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow} from '../read-tree.ts';
import {event, metadata, readEvents, readMemory, readOne, scalar, session, summary} from './events.ts';

const hparams = (wall: number, tag: string, ...content: Uint8Array[]) =>
	event(wall, 0, summary(Buffer.concat([field(1, `_hparams_/${tag}`), metadata('hparams', ...content)])));
const end = (wall: number, status: number, endedAt = 0) =>
	hparams(wall, 'session_end_info', field(4, int(1, status), ...(endedAt > 0 ? [double(2, endedAt)] : [])));
const value = (...parts: Uint8Array[]) => field(2, ...parts);
const parameter = (name: string, ...parts: Uint8Array[]) => field(1, field(1, name), ...parts);

test('hyperparameters of every type are the config', () => {
	const run = readOne(
		hparams(
			1,
			'session_start_info',
			field(
				3,
				parameter('lr', value(double(2, 0.01))),
				parameter('name', value(field(3, 'été'))),
				parameter('amp', value(int(4, 1))),
				parameter('off', value(int(4, 0))),
				parameter('none', value(int(1, 0))),
				parameter('sizes', value(field(6, field(1, double(2, 1)), field(1, double(2, 2))))),
				parameter('__proto__', value(double(2, 1))),
			),
		),
	);
	assert.deepEqual(Object.entries(run.learnt.config), [
		['lr', 0.01],
		['name', 'été'],
		['amp', true],
		['off', false],
		['none', null],
		['sizes', [1, 2]],
		['__proto__', 1],
	]);
});

test('the arguments that the Hugging Face trainer logs as a text are config too', () => {
	const text = field(8, int(1, 7), field(2, field(2, int(1, 1))), field(8, '{"max_steps": 500, "warmup": NaN}'));
	const run = readOne(event(1, 0, summary(Buffer.concat([field(1, 'args/text_summary'), metadata('text'), text]))));
	assert.deepEqual(run.learnt.config, {max_steps: 500, warmup: Number.NaN});
});

test('settings that a program wrote as a table of text, as CleanRL does, are config', () => {
	const text = (table: string) => {
		const content = field(8, int(1, 7), field(2, field(2, int(1, 1))), field(8, table));
		return readOne(event(1, 0, summary(Buffer.concat([field(1, 'hyperparameters/text_summary'), metadata('text'), content]))));
	};
	const rows = [
		'lr|0.00025',
		'cuda|True',
		'seed|7',
		'target_kl|None',
		'env|A|B',
		'eps|1e-05',
		'big|9007199254740993',
		'constructor|x',
	];
	const {config} = text(`|param|value|\n|-|-|\n${rows.map(row => `|${row}|`).join('\n')}`).learnt;
	assert.deepEqual(
		{...config},
		{
			lr: 0.00025,
			cuda: true,
			seed: 7,
			target_kl: null,
			env: 'A|B',
			eps: 1e-5,
			big: '9007199254740993',
			constructor: 'x',
		},
	);
	assert.deepEqual(text('|epoch|loss|\n|-|-|\n|1|0.5|').learnt.config, {});
});

test('the mark that Ray Tune writes when it closes the file of a trial proves no success', () => {
	const {learnt} = readOne(scalar(1, 1, 'ray/tune/loss', 1), end(60, 1, 59));
	assert.equal(learnt.outcome?.status, 'unknown');
});

test('a session end with its time is proof', () => {
	const ok = readOne(scalar(1, 1, 'x', 1), end(60, 1, 59));
	assert.deepEqual(ok.learnt.outcome, {status: 'finished', why: 'session end record says SUCCESS'});
	assert.equal(ok.learnt.endedAtMs, 59_000);
	assert.equal(readOne(end(60, 2, 60)).learnt.outcome?.status, 'failed');
	const running = readOne(end(60, 3));
	assert.equal(running.learnt.outcome, null);
	assert.equal(running.learnt.recorded, 'RUNNING');
});

test('an end that was followed by events was none', () => {
	const run = readOne(end(60, 1, 60), scalar(100, 1, 'x', 1));
	assert.equal(run.learnt.outcome, null);
	assert.equal(run.learnt.endedAtMs, null);
});

test('success without a time counts behind points, and not before any', () => {
	assert.equal(readOne(scalar(1, 5, 'x', 1), end(2, 1)).learnt.outcome?.status, 'finished');
	assert.equal(readOne(end(2, 1), scalar(2, 0, 'hp_metric', -1)).learnt.outcome, null);
});

test('success without a time in a folder of its own counts unless the writer above went on', () => {
	const files = new MemoryFiles();
	files.write('/logs/run/events.out.tfevents.1.a', tfrecords(scalar(50, 1, 'x', 1)));
	files.write('/logs/run/best/events.out.tfevents.2.a', tfrecords(end(60, 1), scalar(60, 0, 'hparam/acc', 1)));
	assert.equal(readMemory(files, '/logs/run/best').learnt.outcome?.status, 'finished');
	files.append('/logs/run/events.out.tfevents.1.a', tfrecords(scalar(100, 2, 'x', 1)));
	assert.equal(readMemory(files, '/logs/run/best').learnt.outcome, null);
});

test('success without a time in a folder of its own is refuted at once where a curve goes on above', () => {
	const outcomeOf = (...above: Uint8Array[]) => {
		const files = new MemoryFiles();
		files.write('/logs/run/events.out.tfevents.1.a', tfrecords(...above));
		files.write('/logs/run/5.5/events.out.tfevents.2.a', tfrecords(end(5, 1), scalar(5, 0, 'hparam/acc', 1)));
		return readMemory(files, '/logs/run/5.5').learnt.outcome?.status;
	};
	const trained = [event(1, 0), scalar(2, 1, 'loss', 2), scalar(4, 2, 'loss', 1)];
	assert.equal(outcomeOf(...trained), 'finished');
	assert.equal(outcomeOf(...trained, scalar(6, 0, 'test/acc', 1), scalar(6, 0, 'test/f1', 1), event(6, 0)), 'finished');
	assert.equal(outcomeOf(...trained, scalar(6, 3, 'loss', 1), scalar(7, 4, 'loss', 1)), undefined);
	assert.equal(outcomeOf(event(1, 0), scalar(6, 1, 'loss', 2)), undefined, 'nothing was trained before');
});

const declares = (wall: number, ...names: string[]) =>
	hparams(wall, 'experiment', field(2, ...names.map(name => field(5, field(1, field(2, name))))));

test('what the hparams plugin says of an experiment and of a session is told of the run', () => {
	const {learnt} = readOne(
		hparams(1, 'experiment', field(2, field(1, 'three seeds'), field(2, 'ana'), double(3, 5), field(6, 'sweep'))),
		hparams(
			2,
			'session_start_info',
			field(3, field(2, 's3://models/1'), field(3, 'http://board/1'), field(4, 'lr 0.1'), double(5, 7)),
		),
	);
	assert.equal(learnt.user, 'ana');
	const {experiment, description, 'hparams group': group, 'model URI': model, 'monitor URL': monitor} = learnt.extra;
	assert.deepEqual([experiment, description, group], ['sweep', 'three seeds', 'lr 0.1']);
	assert.deepEqual([model, monitor], ['s3://models/1', 'http://board/1']);
});

test('success that a logger writes before it trains is no end, however short the training', () => {
	const begun = [scalar(1, 0, 'hp_metric', -1), declares(1, 'hp_metric'), end(1, 1)];
	assert.equal(readOne(...begun).learnt.outcome, null);
	const short = readOne(...begun, scalar(1.5, 9, 'train_loss', 1), scalar(2, 19, 'train_loss', 1));
	assert.equal(short.learnt.outcome, null);
	assert.equal(short.learnt.endedAtMs, null);
	const again = [scalar(99, 0, 'hp_metric', -1), declares(99, 'hp_metric'), end(99, 1)];
	assert.equal(readOne(...begun, scalar(9, 9, 'train_loss', 1), ...again).learnt.outcome, null);
	const resumed = readEvents({
		'events.out.tfevents.1760000000.node1.1.0': [scalar(1, 9, 'loss', 1), scalar(2, 19, 'loss', 1)],
		'events.out.tfevents.1760000900.node1.2.0': [scalar(9, 0, 'acc', 0), declares(9, 'acc'), end(9, 1)],
	});
	assert.equal(resumed.learnt.outcome, null);
});

test('success counts where the metrics that it declares follow, and where they are curves too', () => {
	const marked = [declares(3, 'acc'), end(3, 1), scalar(3, 0, 'acc', 0.9)];
	const beside = readEvents({
		'events.out.tfevents.1760000000.node1.1.0': [scalar(1, 9, 'acc', 0.1), scalar(2, 19, 'acc', 0.2)],
		'events.out.tfevents.1760000900.node1.1.1': marked,
	});
	assert.equal(beside.learnt.outcome?.status, 'finished');
	const behind = readOne(scalar(1, 9, 'acc', 0.1), scalar(2, 19, 'acc', 0.2), ...marked);
	assert.equal(behind.learnt.outcome?.status, 'finished');
	assert.equal(readOne(scalar(1, 9, 'acc', 0.1), ...marked, scalar(4, 20, 'loss', 1)).learnt.outcome, null);
});

test('success without a time in a file of its own is refuted where a curve begins in one beside it, and goes on there', () => {
	const beside = (...trained: Uint8Array[]) =>
		readEvents({
			'events.out.tfevents.1760000000.node1.1.0': trained,
			'events.out.tfevents.1760000000.node1.1.1': [declares(3, 'acc'), end(3, 1), scalar(3, 0, 'acc', 0)],
		}).learnt.outcome?.status;
	assert.equal(beside(scalar(4, 0, 'loss', 2), scalar(5, 1, 'loss', 1)), undefined);
	assert.equal(beside(scalar(1, 0, 'loss', 2), scalar(2, 1, 'loss', 1)), 'finished');
	assert.equal(beside(scalar(1, 0, 'loss', 2), scalar(2, 1, 'loss', 1), scalar(4, 0, 'test/acc', 1)), 'finished');
	assert.equal(beside(scalar(1, 0, 'loss', 3), scalar(4, 1, 'loss', 2), scalar(5, 2, 'loss', 1)), undefined);
});

test('a folder of hyperparameters without a metric, which a trainer writes as it starts, has no end', () => {
	const files = new MemoryFiles();
	files.write('/logs/run/events.out.tfevents.1.a', tfrecords(event(1, 0)));
	files.write('/logs/run/2.5/events.out.tfevents.2.a', tfrecords(declares(2), end(2, 1)));
	assert.equal(readMemory(files, '/logs/run/2.5').learnt.outcome, null);
});

test('STOP in the session log is an end, START after it a new beginning', () => {
	const stopped = [scalar(1, 1, 'x', 1), event(9, 5, session(2))];
	const run = readOne(...stopped);
	assert.equal(run.learnt.outcome?.status, 'finished');
	assert.equal(run.learnt.endedAtMs, 9000);
	assert.equal(readOne(...stopped, event(10, 5, session(1))).learnt.outcome, null);
});

test('host, process and habits come from the name of the newest file', () => {
	const run = readEvents({
		'events.out.tfevents.1760000000.ip-10-0-0-1.ec2.internal.77.0': [],
		'events.out.tfevents.1760000500.node2.88.3': [],
	});
	assert.equal(run.learnt.host, 'node2');
	assert.equal(run.learnt.pid, 88);
	assert.equal(run.learnt.startedAtMs, 1_760_000_000_000);
	assert.equal(run.learnt.writer.bufferMs, 0);
	assert.equal(run.learnt.writer.marksEnd, false);
	assert.equal(run.learnt.signFiles.length, 2);
	const buffered = readEvents({'events.out.tfevents.1760000000.node1': [scalar(1, 1, 'x', 1)]});
	assert.equal(buffered.learnt.pid, null);
	assert.equal(buffered.learnt.writer.bufferMs, 120_000);
	assert.ok(buffered.learnt.writer.holdsOpen);
});

test('what programs add to the names of files is none of the host, where files beside each other show that', () => {
	const hostOf = (...hosts: string[]) =>
		readEvents(Object.fromEntries(hosts.map(host => [`events.out.tfevents.1760000000.${host}`, []]))).learnt.host;
	assert.equal(hostOf('node1.p0', 'node1.p1'), 'node1');
	assert.equal(hostOf('node1.lab.edu.p0', 'node1.lab.edu.p1'), 'node1.lab.edu');
	assert.equal(hostOf('node1', 'node1.eval'), 'node1');
	assert.equal(hostOf('node1.lab.edu'), 'node1.lab.edu');
	assert.equal(hostOf('node1.lab.edu', 'node2.lab.edu'), 'node2.lab.edu');
	assert.equal(hostOf('10.1.2.3', '10.1.2.4'), '10.1.2.4');
});

test('a file that ends inside a record is written through a buffer, whatever its name', () => {
	const files = new MemoryFiles();
	files.write('/logs/run/events.out.tfevents.1760000000.node1.5.0', tfrecords(scalar(1, 1, 'x', 1)).subarray(0, 30));
	assert.equal(readMemory(files).learnt.writer.bufferMs, 120_000);
});

test('a time that no calendar has is none of the run, and its point is kept', () => {
	const inMilliseconds = scalar(1_700_000_000_000, 4, 'x', 4);
	const none = [scalar(1e300, 2, 'x', 2), scalar(Number.POSITIVE_INFINITY, 3, 'x', 3), inMilliseconds];
	const run = readOne(scalar(1_700_000_000, 1, 'x', 1), ...none);
	assert.equal(run.learnt.lastSignMs, 1_700_000_000_000);
	assert.equal(run.points('x').length, 4);
	assert.ok(run.walls('x').slice(1).every(Number.isNaN));
});

test('how a run stands whose newest event file may not be read nobody knows, until it may', () => {
	const [older, newer] = ['1760000000.node1.1.0', '1760000100.node1.2.0'].map(name => `/logs/run/events.out.tfevents.${name}`);
	const files = new MemoryFiles();
	files.write(older!, tfrecords(scalar(1, 0, 'loss', 1))).write(newer!, tfrecords(scalar(2, 1, 'loss', 0.5)));
	files.locked.add(newer!);
	const followed = follow(tfevents, files, '/logs/run');
	assert.deepEqual(followed.run.learnt.outcome, {status: 'unknown', why: 'the newest of its event files cannot be read'});
	assert.equal(followed.run.metrics.get('loss')?.length, 1);
	files.locked.clear();
	followed.read();
	assert.equal(followed.run.learnt.outcome, null);
	assert.equal(followed.run.metrics.get('loss')?.length, 2);
	files.locked.add(older!);
	assert.equal(follow(tfevents, files, '/logs/run').run.learnt.outcome ?? null, null, 'the newest tells of life');
});
