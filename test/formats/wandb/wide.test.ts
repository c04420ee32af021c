import assert from 'node:assert/strict';
import {test} from 'node:test';
import {field, int} from '../../encodings/protobuf-writer.ts';
import {MemoryFiles} from '../memory-files.ts';
import {directory, exit, history, item, logOf, logPath, openLog, output, readFiles, readLog, run} from './logs.ts';

test('a row of any number of metrics gives each of them its point, single ones and those in one object', () => {
	const names = Array.from({length: 300}, (_, at) => `layer${at}`);
	const rowOf = (step: number) =>
		history(
			step,
			...names.map((name, at) => item(name, String(step + at / 1000))),
			item('norms', JSON.stringify(Object.fromEntries(names.map((name, at) => [name, -step - at])))),
		);
	const read = readLog(rowOf(1), rowOf(2));
	assert.equal(read.metrics.size, 600);
	for (const [at, name] of names.entries()) {
		assert.deepEqual(read.points(name), [
			[1, 1 + at / 1000],
			[2, 2 + at / 1000],
		]);
		assert.deepEqual(read.points(`norms.${name}`), [
			[1, -1 - at],
			[2, -2 - at],
		]);
	}
});

test('the exception that ended a run is told however much was printed before it, wherever the pieces of that are parted', () => {
	const trace = ['Traceback (most recent call last):\n', '  File "t.py", line 1, in <module>\n', 'ValueError: no more\n'];
	for (const lines of [0, 397, 398, 399, 400, 401, 598, 599, 1200]) {
		const printed = Array.from({length: lines}, (_, at) => output(1, `step ${at}\n`));
		const {learnt} = readLog(run(), ...printed, ...trace.map(line => output(0, line)), exit(1));
		assert.equal(learnt.error, 'ValueError: no more', `${lines} lines`);
	}
});

const environment = (...parts: Uint8Array[]) => field(26, ...parts);

test('what an earlier part of the environment said stays, and a single device has no count', () => {
	const {learnt} = readLog(
		environment(
			field(1, 'Linux'),
			field(9, field(1, 'git@host:repo'), field(2, 'c0ffee')),
			int(16, 64),
			field(18, 'H100'),
			int(19, 1),
		),
		environment(field(2, '3.11')),
	);
	assert.equal(learnt.git?.commit, 'c0ffee');
	const {os, GPU, python, 'CPU cores': cores} = learnt.extra;
	assert.deepEqual([os, GPU, python, cores, learnt.user], ['Linux', 'H100', '3.11', 64, null]);
	const bare = readLog(environment(field(2, '3.11'))).learnt;
	assert.deepEqual([bare.git, Object.keys(bare.extra).filter(key => ['os', 'GPU', 'CPU cores'].includes(key))], [null, []]);
});

test('the file with the environment tells the start in UTC, with its zone or without, and words that are none as JSON', () => {
	const read = (json: object) =>
		readFiles(
			new MemoryFiles().write(logPath, logOf(run())).write(`${directory}/files/wandb-metadata.json`, JSON.stringify(json)),
		).learnt;
	const {command, git, startedAtMs} = read({
		program: 't.py',
		executable: 'python',
		args: ['--n', 3, null],
		git: {},
		startedAt: '2026-11-27T13:21:18.5',
	});
	assert.deepEqual([command?.argv, git], [['python', 't.py', '--n', '3', 'null'], null]);
	assert.equal(startedAtMs, Date.parse('2026-11-27T13:21:18.500Z'));
	assert.equal(read({startedAt: '2026-11-27T13:21:18+01:00'}).startedAtMs, Date.parse('2026-11-27T12:21:18Z'));
	assert.equal(read({startedAt: 'soon'}).startedAtMs, null);
});

const old = '/ws/wandb/run-20200101_010101-x1';

test('0.8: a histogram within objects is found by its path, and lines without a row are passed over', () => {
	const histogram = {_type: 'histogram', values: [1, 2], bins: [0, 1, 2]};
	const row = {_step: 0, val: {deep: {h: histogram, loss: 1}}, 'val.deep': {x: 2}};
	const files = new MemoryFiles()
		.write(`${old}/wandb-history.jsonl`, `${JSON.stringify(row)}\n\n${JSON.stringify({_step: 1, val: {deep: {loss: 3}}})}\n`)
		.write(`${old}/wandb-metadata.json`, '{"state": "finished", "exitcode": 0}');
	const read = readFiles(files, old);
	assert.deepEqual(
		[read.points('val.deep.loss'), read.problems],
		[
			[
				[0, 1],
				[1, 3],
			],
			[],
		],
	);
	const {file, offset, bytes} = read.pictures.get('val.deep.h')!.at(0)!;
	const {edges, counts} = read.pictures.get('val.deep.h')!.decode(files.readRange(file, offset, bytes)!) as {
		edges: Float64Array;
		counts: Float64Array;
	};
	assert.deepEqual(
		[[...edges], [...counts]],
		[
			[0, 1, 2],
			[1, 2],
		],
	);
	assert.deepEqual(openLog(files, old).verify?.(), []);
	const lost = openLog(files.remove(`${old}/wandb-history.jsonl`), old).verify?.();
	assert.deepEqual(lost, [
		{file: `${old}/wandb-history.jsonl`, message: 'The rows are missing: what the run logged is not known', about: 'record'},
	]);
});

test('0.8: notes, mode and machine are told, and of a failure the exception at the end of its output', () => {
	const read = (metadata: object, printed: string) =>
		readFiles(
			new MemoryFiles()
				.write(`${old}/wandb-history.jsonl`, '{"_step": 0, "loss": 1, "_timestamp": 1577840461}\n')
				.write(`${old}/wandb-events.jsonl`, '{"system.cpu": 5, "_timestamp": 1577840462}\n{"system.cpu": 7}\n')
				.write(`${old}/output.log`, printed)
				.write(`${old}/wandb-metadata.json`, JSON.stringify(metadata)),
			old,
		);
	const trace = 'Traceback (most recent call last):\n  File "t.py", line 1, in <module>\nValueError: no\n';
	const failed = read({state: 'failed', exitcode: 1, notes: 'wider', mode: 'run', os: 'Linux'}, `${trace}bye\n`);
	const {notes, error, extra, lastSignMs} = failed.learnt;
	assert.deepEqual(
		[notes, error, extra.mode, extra.os, lastSignMs],
		[['wider'], 'ValueError: no', 'online', 'Linux', 1_577_840_462_000],
	);
	assert.equal(extra['directory made'], '2020-01-01 01:01:01, local time of the writer');
	const cpu = failed.system.get('cpu')!;
	assert.deepEqual(
		[0, 1].map(at => [cpu.steps.at(at), cpu.values.at(at)]),
		[
			[1, 5],
			[2, 7],
		],
	);
	assert.equal(
		read({state: 'failed', exitcode: 3}, `${trace}bye\n`).learnt.error,
		null,
		'it was caught: the program ended itself',
	);
	const other = read({state: 'finished', exitcode: 0, mode: 'shadow'}, trace).learnt;
	assert.deepEqual([other.error, other.notes, other.extra.mode], [null, [], 'shadow']);
});

test('logged files are looked for in the directory of the run alone', () => {
	const picture = (path: string) => JSON.stringify({_type: 'image-file', path});
	const read = readLog(
		history(
			0,
			item('own', picture('media/images/own.png')),
			item('odd', picture('media/..png')),
			item('above', picture('media/../../../above.png')),
			item('root', picture('/etc/root.png')),
			item('none', JSON.stringify({_type: 'image-file'})),
			item('clip', JSON.stringify({_type: 'video-file', path: 'media/videos/clip.webp'})),
		),
	);
	assert.deepEqual([...read.pictures.keys()].sort(), ['clip', 'odd', 'own']);
	assert.equal(read.pictures.get('own')!.at(0)!.file, `${directory}/files/media/images/own.png`);
	assert.equal(read.pictures.get('clip')!.kind, 'image');
});

test('a histogram that is one value of a row is read from there, as one whose parts are values of their own', () => {
	const whole = {_type: 'histogram', values: [1, 2], bins: [0, 1, 2], packedBins: null};
	const files = new MemoryFiles().write(
		logPath,
		logOf(
			history(
				0,
				item('one', JSON.stringify(whole)),
				item(['parts', '_type'], '"histogram"'),
				item(['parts', 'values'], '[1, 2]'),
				item(['parts', 'bins'], '[0, 1, 2]'),
			),
		),
	);
	const {pictures} = readFiles(files);
	for (const name of ['one', 'parts']) {
		const {file, offset, bytes} = pictures.get(name)!.at(0)!;
		assert.deepEqual(pictures.get(name)!.decode(files.readRange(file, offset, bytes)!), {
			kind: 'histogram',
			edges: Float64Array.of(0, 1, 2),
			counts: Float64Array.of(1, 2),
		});
	}
});
