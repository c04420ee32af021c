import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Collected, readAll} from '../collect.ts';
import {seededRandom} from '../load-fixture.ts';
import type {MemoryFiles} from '../memory-files.ts';
import {loadHome, makeRun, openRun, pathOf, readRun} from './home.ts';

function filesBelow(files: MemoryFiles, directory: string): string[] {
	return files.list(directory).flatMap(({name, kind}) => {
		const path = `${directory}/${name}`;
		return kind === 'directory' ? filesBelow(files, path) : [path];
	});
}

function read(files: MemoryFiles, path: string) {
	const collected = new Collected();
	readAll(openRun(files, path), collected);
	return collected.only;
}

test('a file cut at any byte costs only what it held', () => {
	const files = loadHome();
	const path = pathOf(files, 'f0d0');
	for (const file of filesBelow(files, path)) {
		const whole = files.readWhole(file, 1e6)!;
		for (let length = 0; length < whole.length; length++) {
			files.write(file, whole.slice(0, length));
			const {learnt} = read(files, path);
			assert.ok(learnt.id?.startsWith('f') || file.endsWith('/id'), `${file} cut to ${length}`);
			if (!/exit_status|started|stopped/.test(file)) assert.equal(learnt.outcome?.status, 'finished', `${file} cut to ${length}`);
			if (!file.endsWith('flags')) assert.equal(learnt.config.lr, 0.3);
		}
		files.write(file, whole);
	}
	assert.deepEqual(read(files, path).problems, []);
});

test('flipped bits never break the reader, and other runs are whole', () => {
	const random = seededRandom(11);
	const files = loadHome();
	const path = pathOf(files, '40f1');
	const targets = filesBelow(files, path);
	for (let round = 0; round < 1500; round++) {
		const file = targets[random(targets.length)]!;
		const whole = files.readWhole(file, 1e6)!;
		if (whole.length === 0) continue;
		const bytes = Uint8Array.from(whole);
		for (let flips = 1 + random(3); flips > 0; flips--) bytes[random(bytes.length)]! ^= 1 << random(8);
		files.write(file, bytes);
		read(files, path);
		files.write(file, whole);
	}
	assert.deepEqual(readRun(files, '8d6a').problems, []);
});

test('flags whose file is cut or gone are taken from the command and from those that a person gave', () => {
	const cmd = (...words: string[]) => words.map(word => `- '${word.replaceAll("'", "''")}'\n`).join('');
	const script = cmd('python', '-um', 'guild.op_main', 'train', '--lr', '0.25', '--name', "'007'", '--on', 'true');
	const bare = cmd('python', '-um', 'guild.op_main', 'train', '--epochs', '3', '--');
	const lists = cmd('python', '-um', 'guild.op_main', 'train', '--b', '--layers', '3', '4', '--id', '007', '--lr', '-0.5');
	const model = cmd('python', '-um', 'guild.op_main', 'train', '--data', 'x', '--', '--lr', '0.25');
	const flags = (attributes: Record<string, string>) => {
		const entries = Object.entries(attributes).map(([name, text]) => [`attrs/${name}`, text]);
		const {files, path} = makeRun(Object.fromEntries(entries));
		return read(files, path).learnt.config;
	};
	assert.deepEqual(flags({cmd: script, flags: 'a: 1\non: 1\nlr:'}), {a: 1, on: true, lr: 0.25, name: '007'});
	assert.deepEqual(flags({cmd: model, user_flags: 'b: [1]\n'}), {b: [1], lr: 0.25});
	assert.deepEqual(flags({cmd: bare}), {}, 'arguments of an operation without flags are none');
	assert.deepEqual(flags({cmd: lists}), {layers: '3 4', id: '007', lr: -0.5});
	assert.deepEqual(flags({cmd: model, flags: '{}\n'}), {}, 'a sound file has all');
});

test('a run whose start and exit status are damaged was started, and has ended', () => {
	const outcome = (attributes: Record<string, string>) => {
		const marks = Object.entries({initialized: '1795223580000000\n', ...attributes}).map(([name, text]) => [
			`attrs/${name}`,
			text,
		]);
		const {files, path} = makeRun(Object.fromEntries(marks));
		return read(files, path).learnt.outcome;
	};
	assert.match(outcome({})?.why ?? '', /^prepared and never started/);
	assert.equal(outcome({started: '\0\0'}), null, 'its process has to tell');
	assert.deepEqual(outcome({started: '\0\0', exit_status: 'x'}), {
		status: 'unknown',
		why: 'it has ended, and how is not known: exit_status is damaged',
	});
	assert.equal(outcome({stopped: '1_'})?.status, 'unknown');
});

test('a run whose operation is lost is named by what was asked for', () => {
	const {files, path} = makeRun({opref: 'script:/x', 'attrs/run_params': 'label: null\nopspec: cnn:train\nopt_flags: []\n'});
	const {learnt, problems} = read(files, path);
	assert.equal(learnt.name, 'cnn:train');
	assert.match(problems[0]?.message ?? '', /the operation is named by what was asked for/);
});

test('a broken attribute is named', () => {
	const files = loadHome();
	const path = pathOf(files, '8d6a');
	files.write(`${path}/.guild/attrs/flags`, 'lr: [0.1').write(`${path}/.guild/opref`, 'script:/x');
	const {problems, learnt} = read(files, path);
	assert.deepEqual(problems.map(({file}) => file.split('/').at(-1)).sort(), ['flags', 'opref']);
	assert.match(
		problems.find(({file}) => file.endsWith('/flags'))!.message,
		/; those that are lost are taken from its command, .* from a copy$/,
	);
	assert.equal(learnt.outcome?.status, 'finished');
});

test('links that lead round come to an end', () => {
	const files = loadHome();
	const path = pathOf(files, '35ee');
	files.write(`${path}/again`, `../${path.split('/').at(-1)}`);
	assert.ok(read(files, path).metrics.size < 50);
});

test('an attribute that is sound YAML and no value of its kind is damage', () => {
	const said = (name: string, content: string | Uint8Array) => {
		const files = loadHome();
		const path = pathOf(files, '8d6a');
		files.write(`${path}/.guild/attrs/${name}`, content);
		const {problems, learnt} = read(files, path);
		return {learnt, message: problems.map(({message}) => message.split('; ')[0]).join()};
	};
	assert.equal(said('exit_status', "'abc'\n").message, 'Is no exit status, or was cut: "abc"');
	assert.equal(said('flags', '- a\n- b\n').message, 'Is no map of flags, or was cut: ["a","b"]');
	assert.equal(said('flags', new Uint8Array(9)).message, 'Ends in 9 zero bytes, as a power cut leaves a file');
	const {message, learnt} = said('started', '17957\n');
	assert.equal(message, 'Is no time in microseconds, or was cut: 17957');
	assert.equal(learnt.startedAtMs, null);
	assert.equal(said('exit_status', '0\n').message, '');
});

test('flags and tags that end before a value or within one were cut, and what stands before that is shown', () => {
	const of = (own: Record<string, string>) => {
		const {files, path} = makeRun(own);
		const {learnt, problems} = read(files, path);
		return [learnt.config, learnt.tags, problems.map(({message}) => message.split('; ')[0])];
	};
	const cut = of({'attrs/flags': 'epochs: 3\nlr:', 'attrs/tags': '- x\n-'});
	assert.deepEqual(cut, [{epochs: 3}, ['x'], ['Was cut: it ends within "lr:"', 'Was cut: it ends within "-"']]);
	const half = of({'attrs/flags': "epochs: 3\nnote: 'one\n\n  tw", 'attrs/tags': "- x\n- 'two\n\n  li"});
	assert.deepEqual(half.slice(0, 2), [{epochs: 3}, ['x']]);
	assert.match(String(half[2]), /Was cut within a text, which is left out: "note: 'one.*"- 'two/);
	assert.deepEqual(of({'attrs/flags': 'lr: null\n', 'attrs/tags': '- x-'}), [{lr: null}, ['x-'], []]);
	const number = of({'attrs/flags': 'epochs: 3\nwidth: 12'});
	assert.deepEqual(number, [{epochs: 3}, [], ['Was cut: it ends within "width: 12"']], 'half a number is none');
});
