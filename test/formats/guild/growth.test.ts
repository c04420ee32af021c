import assert from 'node:assert/strict';
import {test} from 'node:test';
import {field} from '../../encodings/protobuf-writer.ts';
import {tfrecords} from '../../encodings/tfrecord-writer.ts';
import {Collected, readAll} from '../collect.ts';
import {event, metadata, scalar, summary} from '../tfevents/events.ts';
import {makeRun, openRun} from './home.ts';

const first = 'events.out.tfevents.1760000000.vm.1.0';
const second = 'events.out.tfevents.1760000100.vm.2.0';
const point = (step: number, value: number) => tfrecords(scalar(1.76e9 + step, step, 'loss', value));

function begin(own: Record<string, string | Uint8Array>) {
	const {files, path} = makeRun(own);
	const own_ = `${path}/.guild`;
	const source = openRun(files, path);
	const collected = new Collected();
	const read = () => {
		readAll(source, collected, 64);
		return collected.only;
	};
	return {files, path, own: own_, source, read};
}

test('points, the end and the error are seen as they come', () => {
	const {files, own, read} = begin({'attrs/started': '1760000000000000', LOCK: '4711'});
	assert.deepEqual([read().learnt.outcome, read().learnt.pid], [null, 4711]);
	files.write(`${own}/output`, 'step: 1\nloss: 3\n').write(`${own}/${first}`, point(1, 3));
	assert.deepEqual(read().points('loss'), [[1, 3]]);
	assert.equal(read().learnt.lastSignMs, 1.76e12 + 1000);
	files.append(`${own}/${first}`, point(2, 2).subarray(0, 20));
	assert.equal(read().points('loss').length, 1);
	files.append(`${own}/${first}`, point(2, 2).subarray(20));
	assert.equal(read().points('loss').length, 2);
	files.write(`${own}/attrs/exit_status`, '1').write(`${own}/attrs/stopped`, '1760000009000000').remove(`${own}/LOCK`);
	const {learnt} = read();
	assert.deepEqual([learnt.outcome?.status, learnt.pid, learnt.endedAtMs], ['failed', null, 1.760000009e12]);
});

test('points that are recorded without a time have that of their line, those of an earlier attempt none', () => {
	const untimed = (...steps: number[]) => tfrecords(...steps.map(step => scalar(0, step, 'loss', 1 / step)));
	const startMs = 1_760_000_000_000;
	const index = (...lines: number[]) =>
		Buffer.concat(
			lines.map(line => {
				const entry = Buffer.alloc(9);
				entry.writeBigUInt64BE(BigInt(startMs + line * 500));
				return entry;
			}),
		);
	const {files, own, read} = begin({'attrs/started': '1760000000000000', LOCK: '4711'});
	files.write(`${own}/${first}`, untimed(1, 2));
	files.write(`${own}/output`, 'step: 1\nloss: 1\nstep: 2\nloss: 0.5\n').write(`${own}/output.index`, index(0, 1, 2, 3));
	assert.deepEqual(read().walls('loss'), [startMs + 500, startMs + 1500]);
	files.append(`${own}/${first}`, untimed(3));
	assert.deepEqual(read().walls('loss').at(-1), startMs + 1500, 'not before the newest line that was read');
	files.append(`${own}/output`, 'step: 3\nloss: 0.3333\nstep: 4\nloss: 0.25\n');
	files.append(`${own}/output.index`, index(4, 5, 6, 7));
	files.append(`${own}/${first}`, untimed(4));
	assert.deepEqual(read().walls('loss').at(-1), startMs + 3500);
	const again = begin({
		'attrs/started': '1760000000000000',
		[first]: untimed(1, 2),
		[second]: untimed(1),
		output: 'step: 1\nloss: 1\n',
		'output.index': index(0, 1),
	});
	assert.deepEqual(again.read().walls('loss').map(Number.isNaN), [true, true, false]);
});

test('a curve of the program that is called like what Guild scraped is another one, whichever comes first', () => {
	const names = (run: Collected['only']) => ['loss', '.#loss', 'acc'].map(name => run.points(name));
	const other = tfrecords(scalar(1.76e9, 100, 'loss', 7), scalar(1.76e9, 200, 'loss', 6), scalar(1.76e9, 200, 'acc', 0.5));
	const {files, path, own, read} = begin({'attrs/started': '1760000000000000', LOCK: '4711'});
	files.write(`${path}/${second}`, other);
	const early = read();
	assert.deepEqual(
		[early.points('loss'), early.points('acc')],
		[
			[
				[100, 7],
				[200, 6],
			],
			[[200, 0.5]],
		],
	);
	files.write(`${own}/${first}`, point(1, 3));
	const curves = [
		[[1, 3]],
		[
			[100, 7],
			[200, 6],
		],
		[[200, 0.5]],
	];
	assert.deepEqual(names(read()), curves);
	files.append(`${own}/${first}`, point(2, 2));
	curves[0]!.push([2, 2]);
	assert.deepEqual(names(read()), curves);
	const later = makeRun({[first]: point(1, 3)});
	later.files.write(`${later.path}/${second}`, other);
	const collected = new Collected();
	readAll(openRun(later.files, later.path), collected);
	assert.deepEqual(names(collected.only), [[[1, 3]], ...curves.slice(1)]);
});

test('a restart in place keeps the points of all attempts and goes back to running', () => {
	const ended = {'attrs/started': '1760000000000000', 'attrs/stopped': '1760000050000000', 'attrs/exit_status': '0'};
	const {files, own, read} = begin({...ended, output: 'step: 1\nloss: 3\n', [first]: point(1, 3)});
	assert.equal(read().learnt.outcome?.status, 'finished');
	files
		.write(`${own}/attrs/started`, '1760000100000000', {inPlace: true})
		.write(`${own}/LOCK`, '4712')
		.write(`${own}/output`, 'step', {inPlace: true});
	assert.deepEqual([read().learnt.outcome, read().learnt.pid], [null, 4712]);
	files.write(`${own}/output`, 'step: 1\nloss: 9\n', {inPlace: true}).write(`${own}/${second}`, point(1, 9));
	const run = read();
	assert.deepEqual(run.points('loss'), [
		[1, 3],
		[1, 9],
	]);
	assert.equal(run.learnt.attempt, 2);
	assert.deepEqual(
		run.events.map(({kind, atMs}) => [kind, atMs]),
		[['restart', 1_760_000_100_000]],
	);
});

test('a start that was killed before its first scalar is an attempt too', () => {
	const attemptAt = (started: string) => {
		const ended = {'attrs/started': started, 'attrs/stopped': '1760000150000000', 'attrs/exit_status': '4', LOCK: '4712'};
		return begin({...ended, [first]: point(1, 3), [second]: point(1, 9)}).read().learnt.attempt;
	};
	assert.equal(attemptAt('1760000200000000'), 3);
	assert.equal(attemptAt('1760000100000000'), 2, 'no restart: it has ended since');
});

test('a value that the output had first gives way to the events', () => {
	const {files, own, read} = begin({output: 'step: 1\nloss: 3\nacc: 1\n'});
	assert.deepEqual(read().points('loss'), [[1, 3]]);
	files.write(`${own}/${first}`, point(1, 3.5));
	const run = read();
	assert.deepEqual([run.points('loss'), run.points('acc')], [[[1, 3.5]], [[1, 1]]]);
});

test('label, tags and comments are seen when they change', () => {
	const {files, own, read, source} = begin({'attrs/label': 'one', 'attrs/exit_status': '0'});
	assert.deepEqual(read().learnt.notes, ['one']);
	assert.ok(source.watched().includes(`${own}/attrs/label`), 'it is rewritten in place, which no directory shows');
	files.write(`${own}/attrs/label`, 'two', {inPlace: true}).write(`${own}/attrs/tags`, '- best\n');
	assert.deepEqual([read().learnt.notes, read().learnt.tags], [['two'], ['best']]);
	files.write(`${own}/attrs/marked`, 'true').remove(`${own}/attrs/tags`);
	assert.deepEqual([read().learnt.marks, read().learnt.tags], [['marked'], []]);
});

test('event files that are begun later, also in new directories, are followed', () => {
	const {files, path, read} = begin({'attrs/started': '1760000000000000', LOCK: '4711'});
	read();
	files.write(`${path}/logs/val/${first}`, point(1, 3));
	assert.deepEqual(read().points('logs/val#loss'), [[1, 3]]);
	files.append(`${path}/logs/val/${first}`, point(2, 2));
	assert.equal(read().points('logs/val#loss').length, 2);
});

test('an attribute that is empty for a moment keeps what it said', () => {
	const {files, own, read} = begin({'attrs/flags': 'lr: 0.5\n'});
	read();
	files.write(`${own}/attrs/flags`, '', {inPlace: true});
	assert.deepEqual([read().learnt.config, read().problems.length], [{lr: 0.5}, 1]);
});

test('a new name in the output of a living run waits for its event, and comes by itself where there is none', () => {
	const {files, own, source, read} = begin({'attrs/started': '1760000000000000', LOCK: '4711'});
	const {resets} = read();
	files.write(`${own}/output`, 'step: 1\nloss: 3\nbad: nan\n');
	assert.equal(read().metrics.size, 0);
	files.write(`${own}/${first}`, point(1, 3));
	assert.deepEqual(read().points('loss'), [[1, 3]]);
	assert.deepEqual([read().points('bad'), read().resets], [[[1, Number.NaN]], resets]);
	assert.ok(source.watched().includes(`${own}/output`));
});

test('pictures and histograms of its events are noted where they lie, and read from there', () => {
	const text = (step: number, words: string) =>
		event(1.76e9 + step, step, summary(Buffer.concat([field(1, 'notes'), field(8, field(8, words)), metadata('text')])));
	const {files, own, read} = begin({[first]: tfrecords(scalar(1.76e9, 0, 'loss', 3), text(1, 'begun'))});
	files.append(`${own}/${first}`, tfrecords(text(2, 'half way')));
	const notes = read().pictures.get('notes')!;
	const {file, offset, bytes, step} = notes.at(1);
	assert.deepEqual([notes.length, file, step], [2, `${own}/${first}`, 2]);
	assert.deepEqual(notes.decode(files.readRange(file, offset, bytes)!), {kind: 'text', text: 'half way'});
});

test('who reads on after all was let go reads from the start, and nothing twice', () => {
	const {files, own, source, read} = begin({output: 'step: 1\nloss: 3\n', 'attrs/exit_status': '0'});
	assert.deepEqual(read().points('loss'), [[1, 3]]);
	source.release?.();
	assert.ok(source.watched().includes(`${own}/output`));
	files.append(`${own}/output`, 'step: 2\nloss: 2\n');
	assert.deepEqual(read().points('loss'), [
		[1, 3],
		[2, 2],
	]);
	assert.equal(read().points('loss').length, 2);
});

test('a copy of an event file beside it, as a browser names one, says nothing again; the larger of the two counts', () => {
	const {own, files, read} = begin({'attrs/started': '1760000000000000', 'attrs/exit_status': '0'});
	const whole = Buffer.concat([point(1, 3), point(2, 2)]);
	files.write(`${own}/${first}`, whole).write(`${own}/${first} (1)`, whole);
	assert.deepEqual(read().points('loss').length, 2);
	const another = begin({'attrs/started': '1760000000000000', 'attrs/exit_status': '0'});
	another.files.write(`${another.own}/${first}`, point(1, 3)).write(`${another.own}/${first} (1)`, whole);
	another.files.write(`${another.own}/${second} (1)`, point(3, 1));
	assert.deepEqual(
		another.read().points('loss'),
		[
			[1, 3],
			[2, 2],
			[3, 1],
		],
		'one without what it is a copy of stands for itself',
	);
});

test('the file of the attributes that are in the output is no attempt, and none of its scalars are missed in it', () => {
	const ended = {'attrs/started': '1760000000000000\n', 'attrs/stopped': '1760000009000000\n', 'attrs/exit_status': '0\n'};
	const author = event(1.76e9, 0, summary(Buffer.concat([field(1, 'author'), field(8, field(8, 'me')), metadata('text')])));
	const said = {output: 'step: 1\nloss: 3\nstep: 2\nloss: 2\nauthor: me\n', [`${first.slice(0, -1)}1.attrs`]: tfrecords(author)};
	const whole = Buffer.concat([point(1, 3), point(2, 2)]);
	const once = begin({...ended, ...said, [first]: whole}).read();
	assert.deepEqual([once.learnt.attempt, once.events, once.problems], [null, [], []]);
	const cut = begin({...ended, ...said, [first]: whole.subarray(0, -5)}).read();
	assert.deepEqual(
		cut.points('loss'),
		[
			[1, 3],
			[2, 2],
		],
		'what its end has lost is in the output',
	);
	assert.deepEqual(
		cut.problems.map(({file}) => file.slice(file.lastIndexOf('/') + 1)),
		[first],
	);
});

test('an event file that the program has written beside those of Guild is no attempt', () => {
	const ended = {'attrs/started': '1760000000000000\n', 'attrs/stopped': '1760000009000000\n', 'attrs/exit_status': '0\n'};
	const programs = {'events.out.tfevents.1760000001.vm': tfrecords(scalar(1.76e9, 3, 'mine', 7))};
	const run = begin({...ended, [second]: point(1, 3), ...programs}).read();
	assert.deepEqual([run.learnt.attempt, run.events], [null, []]);
	assert.deepEqual(run.points('mine'), [[3, 7]]);
});
