import assert from 'node:assert/strict';
import {test} from 'node:test';
import {zipOf} from '../../encodings/zip-writer.ts';
import {Collected, readAll} from '../collect.ts';
import {directoriesOf, seededRandom} from '../load-fixture.ts';
import {claimsIn, loadRuns, openRun, readRun} from './runs.ts';

test('an archive cut at any byte shows what is left of it', () => {
	const files = loadRuns('head');
	const file = '/head/03b1f28a-a5ce-4a57-bf82-71f48e299f1b.meta.zip';
	const whole = files.readWhole(file, 1e6)!;
	for (let length = 0; length < whole.length; length++) {
		files.write(file, whole.slice(0, length));
		const {learnt, problems} = readRun(files, '03b1');
		assert.ok(problems.length > 0, `cut to ${length}`);
		assert.equal(learnt.name, 'bavud-zapap');
		// The configuration stands early in the archive.
		if (length > 400) assert.equal(learnt.config.lr, 0.3, `cut to ${length}`);
	}
});

test('files of a meta directory cut at any byte never break the reader', () => {
	const files = loadRuns('release');
	const meta = '/release/700b40c7-5d0d-4220-83e3-d8e45afbd246.meta';
	const user = '/release/700b40c7-5d0d-4220-83e3-d8e45afbd246.user';
	const all = [...directoriesOf(files, meta), user].flatMap(directory =>
		files.list(directory).flatMap(({name, kind}) => (kind === 'file' ? [`${directory}/${name}`] : [])),
	);
	for (const file of all) {
		const whole = files.readWhole(file, 1e6)!;
		for (let length = 0; length < whole.length; length += whole.length > 300 ? 7 : 1) {
			files.write(file, whole.slice(0, length));
			const {learnt} = readRun(files, '700b');
			if (!file.endsWith('config.json')) assert.equal(learnt.config.lr, 0.3);
			if (!file.endsWith('exit')) assert.equal(learnt.outcome?.status, 'finished');
		}
		files.write(file, whole);
	}
});

test('flipped bits never break the reader', () => {
	const random = seededRandom(5);
	const files = loadRuns('head');
	const file = '/head/03b1f28a-a5ce-4a57-bf82-71f48e299f1b.meta.zip';
	const whole = files.readWhole(file, 1e6)!;
	for (let round = 0; round < 2000; round++) {
		const bytes = Uint8Array.from(whole);
		for (let flips = 1 + random(4); flips > 0; flips--) bytes[random(bytes.length)]! ^= 1 << random(8);
		files.write(file, bytes);
		assert.equal(readRun(files, '03b1').learnt.id, '03b1f28a-a5ce-4a57-bf82-71f48e299f1b');
	}
});

test('a cut archive does not say that its run waits, and an end without a readable exit code is an end', () => {
	const head = loadRuns('head');
	const file = '/head/03b1f28a-a5ce-4a57-bf82-71f48e299f1b.meta.zip';
	const whole = head.readWhole(file, 1e6)!;
	for (let length = 0; length < whole.length; length += 50) {
		head.write(file, whole.slice(0, length));
		assert.notEqual(readRun(head, '03b1').learnt.outcome?.status, 'queued', `cut to ${length}`);
	}
	const files = loadRuns('release');
	const meta = '/release/700b40c7-5d0d-4220-83e3-d8e45afbd246.meta';
	const end = (exit: string) => readRun(files.write(`${meta}/proc/exit`, exit), '700b');
	assert.deepEqual(end('').learnt.outcome, {status: 'unknown', why: 'it has ended, and how is not known: proc/exit is damaged'});
	assert.deepEqual(
		end('').problems.map(({message}) => message),
		['Is empty: it is being written, or it is damaged'],
	);
	assert.deepEqual(
		end('abc').problems.map(({message}) => message),
		['Is no exit code, or was cut: abc'],
	);
	const log = files.readWhole(`${meta}/log/runner`, 10_000)!;
	files.remove(`${meta}/proc/exit`).write(`${meta}/log/runner`, '');
	assert.equal(readRun(files, '700b').learnt.outcome?.why, 'it has ended, and how is not known: proc/exit is missing');
	files.write(`${meta}/log/runner`, log);
	end('0');
	files.write(`${meta}/opref`, '').write(`${meta}/stopped`, '179522').write(`${meta}/started`, '');
	const {problems, learnt} = readRun(files, '700b');
	assert.deepEqual(
		problems.map(({file: at, message}) => [at.split('/').at(-1), message.split(',')[0]]),
		[
			['started', 'Is empty: it is being written'],
			['stopped', 'Is no time in microseconds'],
			['opref', 'Is gone'],
		],
	);
	assert.deepEqual([learnt.startedAtMs, learnt.endedAtMs, learnt.outcome?.status], [null, null, 'finished']);
});

test('integers of many digits keep all of them', () => {
	const files = loadRuns('release');
	const meta = '/release/700b40c7-5d0d-4220-83e3-d8e45afbd246.meta';
	files.write(`${meta}/config.json`, '{"big": 10000000000000000000000001, "lr": 0.3}');
	assert.deepEqual(readRun(files, '700b').learnt.config, {big: '10000000000000000000000001', lr: 0.3});
});

test('a file in an archive that does not match its checksum is named, and nothing of it is shown', () => {
	const files = loadRuns('head');
	const file = '/head/03b1f28a-a5ce-4a57-bf82-71f48e299f1b.meta.zip';
	const members = {
		opref: '2 a b',
		started: '1795224009000000',
		'config.json': '{"lr": 0.3}',
		'proc/exit': '0',
		'output/40_run': 'loss: 3\n',
	};
	const damaged = (word: string) => {
		const bytes = zipOf(members);
		bytes[bytes.indexOf(word)]! ^= 1;
		const {learnt, problems, metrics} = readRun(files.write(file, bytes), '03b1');
		for (const {message} of problems) assert.match(message, /does not hold what its checksum says/);
		return {learnt, metrics, names: problems.map(problem => problem.file.slice(file.length + 1))};
	};
	const config = damaged('0.3}');
	assert.deepEqual([config.names, config.learnt.config, config.learnt.outcome?.status], [['config.json'], {}, 'finished']);
	assert.deepEqual([...config.metrics.keys()], ['loss']);
	const output = damaged('loss: 3');
	assert.deepEqual([output.names, output.metrics.size, output.learnt.config], [['output/40_run'], 0, {lr: 0.3}]);
});

test('what the list does not need of an archive is read when a person asks whether it is sound', () => {
	const file = '/head/03b1f28a-a5ce-4a57-bf82-71f48e299f1b.meta.zip';
	for (const deflate of [false, true]) {
		const bytes = zipOf(
			{opref: '2 a b', started: '1795224009000000', 'proc/exit': '0', 'log/runner': 'lr = 0.1\n'.repeat(40)},
			{deflate},
		);
		const found = () => {
			const files = loadRuns('head').write(file, bytes);
			const source = openRun(files, '03b1');
			const collected = new Collected();
			readAll(source, collected);
			assert.deepEqual(collected.only.problems, []);
			return source.verify!().map(({file: named, about}) => [named.slice(file.length + 1), about]);
		};
		assert.deepEqual(found(), []);
		const at = bytes.indexOf('log/runner') + 'log/runner'.length;
		bytes.fill(0, at + 2, at + 8);
		assert.deepEqual(found(), [['log/runner', 'record']]);
	}
});

test('an archive beside its directory is read once to tell which counts and to show the run', () => {
	const files = loadRuns('head');
	const zip = '/head/03b1f28a-a5ce-4a57-bf82-71f48e299f1b.meta.zip';
	files.write(zip, zipOf({opref: '2 a b', started: '1795224009000000', 'proc/exit': '0'}));
	files.write(`${zip.replace('.zip', '')}/opref`, '2 a b');
	files.touched.length = 0;
	assert.equal(readRun(files, '03b1').learnt.outcome?.status, 'finished');
	const claims = files.touched.filter(path => path === zip).length;
	files.write(zip, zipOf({opref: '2 a b', started: '1795224009000000', 'proc/exit': '1'}));
	assert.equal(readRun(files, '03b1').learnt.outcome?.status, 'failed', 'another one is read anew');
	assert.equal(claims, 1);
});

test('what an archive has lost is read from the directory that it was made of, where that lies beside it still', () => {
	const files = loadRuns('head');
	const zip = '/head/03b1f28a-a5ce-4a57-bf82-71f48e299f1b.meta.zip';
	const summary = '{"metrics": {"loss": 0.5}}';
	const members = {opref: '2 a b', started: '1795224009000000', 'proc/exit': '0', 'summary.json': summary};
	const bytes = zipOf(members);
	bytes[bytes.indexOf(summary) + 2]! ^= 1;
	files.write(zip, bytes);
	for (const [name, text] of Object.entries(members)) files.write(`${zip.replace('.zip', '')}/${name}`, text);
	const {learnt, problems} = readRun(files, '03b1');
	assert.deepEqual(learnt.summary, {loss: 0.5});
	assert.deepEqual(
		problems.map(({file, message}) => `${file.slice(zip.length)} ${message}`),
		['/summary.json Is damaged: the archive does not hold what its checksum says, so it is read from the directory beside it'],
	);
});

test('an archive that may not be read is not said to be cut', () => {
	const files = loadRuns('head');
	files.locked.add('/head/03b1f28a-a5ce-4a57-bf82-71f48e299f1b.meta.zip');
	assert.deepEqual(readRun(files, '03b1').learnt.outcome, {status: 'unknown', why: 'its archive cannot be read'});
});

test('an archive packed in a way that is not read is named once, and its run has ended in a way that is not known', () => {
	const files = loadRuns('head');
	const file = '/head/03b1f28a-a5ce-4a57-bf82-71f48e299f1b.meta.zip';
	const bytes = zipOf({opref: '2 a b', staged: '1795224008000000', started: '1795224009000000', 'proc/exit': '0'});
	const entry = 'PK\x01\x02';
	for (let at = bytes.indexOf(entry); at >= 0; at = bytes.indexOf(entry, at + 1)) bytes.writeUInt16LE(12, at + 10);
	const {learnt, problems} = readRun(files.write(file, bytes), '03b1');
	assert.deepEqual(learnt.outcome, {
		status: 'unknown',
		why: 'it has ended, and how is not known: proc/exit is of a kind that cannot be read here',
	});
	assert.equal(learnt.recorded, null);
	assert.deepEqual(
		problems.filter(({message}) => message.includes('bzip2')),
		[
			{
				file,
				message: 'Holds files that are packed by bzip2, which cannot be read here; make it anew with files stored or deflated',
			},
		],
	);
});

test('an archive that was packed with its directory in front of each file says so', () => {
	const files = loadRuns('head');
	const zip = '/head/00000000-0000-4000-8000-000000000001.meta.zip';
	const members = {opref: '2 a b', started: '1795224009000000', 'proc/exit': '0'};
	for (const above of ['x.meta/', './']) {
		const below = Object.fromEntries(Object.entries(members).map(([name, text]) => [above + name, text]));
		const {learnt, problems} = readRun(files.write(zip, zipOf({[above]: '', ...below})), '00000000');
		assert.equal(learnt.outcome?.status, 'unknown');
		assert.deepEqual(
			problems.map(({file, message}) => [file, message.split(',')[0]]),
			[[zip, `Holds its files below ${above}`]],
		);
	}
	assert.deepEqual(readRun(files.write(zip, zipOf(members)), '00000000').problems, []);
});

test('a damaged time or exit code that stands alone proves all the same that the run was started, or ended', () => {
	const files = loadRuns('release');
	const meta = '/release/700b40c7-5d0d-4220-83e3-d8e45afbd246.meta';
	files.remove(`${meta}/stopped`).write(`${meta}/proc/exit`, '');
	assert.equal(readRun(files, '700b').learnt.outcome?.status, 'unknown');
	files.remove(`${meta}/proc/exit`).write(`${meta}/started`, '').write(`${meta}/log/runner`, '');
	assert.equal(readRun(files, '700b').learnt.outcome, null, 'a process has to tell');
	files.write(`${meta}/stopped`, '');
	assert.equal(readRun(files, '700b').learnt.outcome?.status, 'unknown');
});

test('JSON that is cut says what follows, and what to do', () => {
	const files = loadRuns('release');
	const meta = '/release/700b40c7-5d0d-4220-83e3-d8e45afbd246.meta';
	for (const [name, text] of Object.entries({'config.json': '{"lr"', 'summary.json': '', 'proc/cmd.json': '["py'}))
		files.write(`${meta}/${name}`, text);
	assert.deepEqual(
		readRun(files, '700b')
			.problems.map(({file, message}) => `${file.slice(meta.length + 1)} ${message}`)
			.sort(),
		[
			'config.json Is cut or no JSON, so its flags are not shown; restore the file from a copy',
			'proc/cmd.json Is cut or no JSON, so its command is not shown; restore the file from a copy',
			'summary.json Is empty, so what it sums up is shown from the output, if at all; restore the file from a copy',
		],
	);
});

test('flags and summary of a file that is cut are shown as far as they are whole, and a command is not', () => {
	const files = loadRuns('release');
	const meta = '/release/700b40c7-5d0d-4220-83e3-d8e45afbd246.meta';
	files
		.write(`${meta}/config.json`, '{"lr": 0.25, "epochs": 12')
		.write(`${meta}/summary.json`, '{"metrics": {"acc": 0.5}, "run": {"la')
		.write(`${meta}/proc/cmd.json`, '["python", "tr');
	const {learnt, problems} = readRun(files, '700b');
	assert.deepEqual([learnt.config, learnt.summary?.acc, learnt.command], [{lr: 0.25}, 0.5, null]);
	assert.match(problems.find(({file}) => file.endsWith('config.json'))?.message ?? '', /what can still be read of it is shown/);
});

test('sound JSON of another shape is named', () => {
	const files = loadRuns('release');
	const name = '/release/700b40c7-5d0d-4220-83e3-d8e45afbd246';
	const odd = {
		'.meta/config.json': '[1, 2]',
		'.meta/summary.json': '{"metrics": [0.5], "attributes": null, "run": {"label": "a"}}',
		'.meta/proc/cmd.json': '{}',
		'.user/zz.json': '[]',
	};
	for (const [file, text] of Object.entries(odd)) files.write(`${name}${file}`, text);
	assert.deepEqual(
		readRun(files, '700b')
			.problems.map(({file, message}) => `${file.slice(name.length)} ${message}`)
			.sort(),
		[
			'.meta/config.json Is no object, so nothing of it is shown: [1,2]',
			'.meta/proc/cmd.json Is no command, so nothing of it is shown: {}',
			'.meta/summary.json Is no object under metrics, so nothing of it is shown: [0.5]',
			'.user/zz.json Is no object, so one change of label or comments is missing',
		],
	);
});

test('an empty opref alone, as a run that Gage could not make leaves it, is no run; with anything beside it it is', () => {
	const name = '/head/11111111-2222-4333-8444-555555555555';
	const isListed = (others: string[]) => {
		const files = loadRuns('head').write(`${name}.meta/opref`, '');
		for (const other of others) files.write(`${name}${other}`, '');
		return claimsIn(files, '/head').some(({path}) => path === `${name}.meta`);
	};
	assert.equal(isListed([]), false);
	for (const other of ['.meta/initialized', '.project', '.user/a.json', '/train.py']) assert.ok(isListed([other]), other);
});
