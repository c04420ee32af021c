import assert from 'node:assert/strict';
import {test} from 'node:test';
import {xman} from '../../../source/formats/xman/index.ts';
import {Collected} from '../collect.ts';
import {loadFixture, seededRandom} from '../load-fixture.ts';
import type {MemoryFiles} from '../memory-files.ts';
import {pickled} from '../write-pickle.ts';

function readOne(files: MemoryFiles, path: string) {
	const [claim] = xman.detect({path, entries: files.list(path)}, files);
	assert.ok(claim, `${path} is not lost`);
	const sink = new Collected();
	xman.open(claim, files).read(sink, 1e9);
	return sink.only;
}

const own = '/digits/group1/exp6';

test('a cut state gives what it said before the cut, and only its own experiment is damaged', () => {
	const files = loadFixture('xman/digits');
	files.write(`${own}/.data`, files.readWhole(`${own}/.data`, 1e6)!.subarray(0, 133));
	const damaged = readOne(files, own);
	assert.equal(damaged.learnt.name, 'Lion');
	assert.equal(damaged.learnt.outcome?.status, 'queued');
	assert.match(damaged.problems[0]?.message ?? '', /^\.data is cut at byte 133; /);
	assert.deepEqual(readOne(files, '/digits/group1/exp1').problems, []);
});

test('a cut that hides how an experiment ended makes it unknown, unless other files show its end', () => {
	const files = loadFixture('xman/digits');
	const cutAfter = (path: string, name: string) => {
		const key = `\x8c${String.fromCharCode(name.length)}${name}`;
		const data = Buffer.from(files.readWhole(`${path}/.data`, 1e6)!);
		files.write(`${path}/.data`, data.subarray(0, data.indexOf(key, 0, 'latin1') + key.length));
	};
	cutAfter('/digits/group1/exp1', 'finished');
	assert.equal(readOne(files, '/digits/group1/exp1').learnt.outcome?.status, 'finished', 'its result lies there');
	files.remove('/digits/group1/exp1/.pipeline_result');
	assert.equal(readOne(files, '/digits/group1/exp1').learnt.outcome?.status, 'unknown');
	for (const key of ['error', 'finished']) {
		cutAfter('/digits/group1/exp2', key);
		const {outcome, error, recorded} = readOne(files, '/digits/group1/exp2').learnt;
		assert.deepEqual([outcome?.status, error, recorded], ['unknown', null, '?']);
	}
	cutAfter('/digits/group1/exp7', 'finished');
	assert.equal(readOne(files, '/digits/group1/exp7').learnt.outcome?.status, 'unknown', 'checkpoints say nothing of the end');
});

test('empty, missing and foreign states are told apart, and the rest of the experiment is shown', () => {
	const files = loadFixture('xman/digits').write(`${own}/.data`, '');
	assert.match(readOne(files, own).problems[0]?.message ?? '', /^\.data is empty; /);
	files.write(`${own}/.data`, 'nothing of xman');
	assert.match(readOne(files, own).problems[0]?.message ?? '', /^\.data is not a pickle; /);
	const run = readOne(files.remove(`${own}/.data`), own);
	assert.match(run.problems[0]?.message ?? '', /^\.data is missing; /);
	assert.deepEqual([run.learnt.id, run.learnt.name, run.learnt.config], ['1.6', 'exp6', {lr: 0.02, epochs: 5}]);
});

test('while a state is being rewritten the last good one stays', () => {
	const files = loadFixture('xman/digits');
	const [claim] = xman.detect({path: own, entries: files.list(own)}, files);
	const sink = new Collected();
	const source = xman.open(claim!, files);
	source.read(sink, 1e9);
	const whole = files.readWhole(`${own}/.data`, 1e6)!;
	files.write(`${own}/.data`, '');
	source.read(sink, 1e9);
	assert.equal(sink.only.learnt.name, 'Lion');
	assert.match(sink.only.problems[0]?.message ?? '', /being written, or it is damaged/);
	files.write(`${own}/.data`, whole);
	source.read(sink, 1e9);
	assert.deepEqual(sink.only.problems, []);
});

test('a cut result gives the numbers before the cut; damaged notes and lists of checkpoints are named', () => {
	const files = loadFixture('xman/digits');
	const result = '/digits/group1/exp1/.pipeline_result';
	files.write(result, files.readWhole(result, 1e6)!.subarray(0, 60));
	const cut = readOne(files, '/digits/group1/exp1');
	assert.ok(cut.points('loss').length >= 3 && cut.points('loss').length < 8);
	assert.deepEqual(cut.points('loss')[1], [1, 0.7708182206817179]);
	assert.match(cut.problems[0]?.message ?? '', /^\.pipeline_result is cut at byte 60: what can still be read of it is shown, /);
	files
		.write('/digits/group1/exp3/note.json', '{"a": 1, "b')
		.write('/digits/group1/exp7/checkpoints/list.json', '["checkpoints/20');
	const note = readOne(files, '/digits/group1/exp3').problems[0]?.message ?? '';
	assert.match(note, /^note\.json is cut or no JSON: the note is not shown; restore the file/);
	assert.equal(readOne(files, '/digits/group1/exp7').events.length, 3);
});

test('a note that Python wrote with NaN and an integer of many digits is a note', () => {
	const files = loadFixture('xman/digits').write(`${own}/note.json`, '{"best": NaN, "seed": 12345678901234567890}');
	const {learnt, problems} = readOne(files, own);
	assert.deepEqual(problems, []);
	assert.deepEqual(learnt.notes, ['{"best":"NaN","seed":"12345678901234567890"}']);
	assert.deepEqual(learnt.extra.Notes, {'note.json': {best: Number.NaN, seed: '12345678901234567890'}});
});

test('parameters come from the ends of a .run that is too large to read', () => {
	const files = loadFixture('xman/digits');
	const whole = files.readWhole(`${own}/.run`, 1e6)!;
	const split = Buffer.from(whole).lastIndexOf('\x8c\x0dwith_mediator', undefined, 'latin1');
	// Short values, of which none can be passed over, each taken off again.
	const filler = Buffer.alloc(9_000_000, 'K\x010', 'latin1');
	files.write(`${own}/.run`, Buffer.concat([whole.subarray(0, split), filler, whole.subarray(split)]));
	assert.deepEqual(readOne(files, own).learnt.config, {lr: 0.02, epochs: 5});
});

test('a parameter there that was stored in the beginning is known, one that was stored in between is not', () => {
	const files = loadFixture('xman/digits');
	const head = '\x80\x05\x8c\x0dxman.pipeline\x94\x8c\x0fPipelineRunData\x94\x93\x94)\x81\x94}(\x8c\x02lr\x94\x8c\x04adam\x94';
	const between = `${'K\x010'.repeat(1_500_000)}\x8c\x03mid\x940${'K\x010'.repeat(1_500_000)}`;
	const rate = '?\xe0\0\0\0\0\0\0';
	// What is stored here has no number that anything before it has.
	const others = Array.from({length: 9}, (_, at) => `\x8c\x02o${at}\x94K${String.fromCharCode(at)}`).join('');
	const params = `\x8c\x06params\x94}(${others}h\x04G${rate}\x8c\x03opt\x94h\x05\x8c\x04what\x94h\x06uub.`;
	const counted = Object.fromEntries(Array.from({length: 9}, (_, at) => [`o${at}`, at]));
	const write = (text: string) => readOne(files.write(`${own}/.run`, Buffer.from(text, 'latin1')), own);
	assert.deepEqual(write(head + between + params).learnt.config, {...counted, lr: 0.5, opt: 'adam', what: '<pickle.earlier>'});
	const {learnt, problems} = write(head + between + params.replace('}(', '](').replace('uub', 'eub'));
	assert.deepEqual(learnt.config, {}, 'no parameters');
	assert.match(problems[0]?.message ?? '', /^\.run has \d+ bytes and is not read/);
});

test('a damaged group is named once and its experiments are shown', () => {
	const files = loadFixture('xman/digits').write('/digits/group1/.data', '');
	const [claim] = xman.detect({path: own, entries: files.list(own)}, files);
	const sink = new Collected();
	xman.open(claim!, files).read(sink, 1e9);
	assert.deepEqual(sink.problems, [
		{file: '/digits/group1/.data', message: '.data is empty; xman itself cannot open the project until it is repaired'},
	]);
	assert.deepEqual([sink.only.learnt.name, sink.only.learnt.group], ['Lion', 'group1']);
});

test('no cut and no flipped byte loses an experiment or stops the reader', () => {
	const files = loadFixture('xman/digits');
	const sound = new Map(
		['.data', '.time', '.run', '.pipeline_result'].map(name => [
			name,
			Buffer.from(files.readWhole(`${name === '.pipeline_result' ? '/digits/group1/exp1' : own}/${name}`, 1e6)!),
		]),
	);
	for (const [name, bytes] of sound) files.write(`${own}/${name}`, bytes);
	for (const [name, bytes] of sound) {
		for (let end = 0; end < bytes.length; end += bytes.length > 500 ? 7 : 1) {
			files.write(`${own}/${name}`, bytes.subarray(0, end));
			const run = readOne(files, own);
			assert.equal(run.learnt.id, '1.6');
			assert.ok(run.problems.length > 0, `${name} cut at ${end} is told`);
		}
		files.write(`${own}/${name}`, bytes);
	}
	const random = seededRandom(11);
	const names = [...sound.keys()];
	for (let round = 0; round < 10_000; round++) {
		const name = names[random(names.length)]!;
		const copy = Buffer.from(sound.get(name)!);
		copy[random(copy.length)] = random(256);
		files.write(`${own}/${name}`, copy);
		assert.equal(readOne(files, own).learnt.id, '1.6');
		files.write(`${own}/${name}`, sound.get(name)!);
	}
});

test('an experiment is found by its time and its result where all states are gone; a copy in another experiment is none', () => {
	const files = loadFixture('xman/digits');
	const path = '/digits/group1/exp1';
	const detected = (where: string) => xman.detect({path: where, entries: files.list(where)}, files).length;
	for (const name of ['.data', '.time', '.pipeline_result'])
		files.write(`${path}/group3/exp4/${name}`, files.readWhole(`${path}/${name}`, 1e6)!);
	assert.deepEqual([detected(path), detected(`${path}/group3/exp4`)], [1, 0]);
	for (const directory of ['/digits', '/digits/group1', path]) files.remove(`${directory}/.data`);
	assert.equal(readOne(files, path).learnt.outcome?.status, 'finished');
	files.remove(`${path}/.pipeline_result`);
	assert.equal(detected(path), 0, 'others have a .time too');
});

test('a .run that holds something else is told, and nothing can be started from it', () => {
	const files = loadFixture('xman/digits').write(`${own}/.run`, pickled(7));
	const {problems, learnt} = readOne(files, own);
	assert.match(problems[0]?.message ?? '', /^\.run holds no run function and parameters of xman: .*make its pipeline again$/);
	assert.equal((learnt.extra.Experiment as {'can be started again': string})['can be started again'], 'no: its .run is damaged');
});

test('what lies as a directory where xman has a file is told', () => {
	const files = loadFixture('xman/digits');
	const names = ['.run', '.manual_result', 'note.txt', 'checkpoints/list.json'];
	for (const name of names) files.remove(`${own}/${name}`).write(`${own}/${name}/x`, '');
	const told = readOne(files, own).problems.map(({file, message}) => `${file?.slice(own.length + 1)}: ${message}`);
	for (const name of names)
		assert.ok(
			told.some(text => text.startsWith(`${name}: `)),
			`${name} in ${told.join('\n')}`,
		);
});
