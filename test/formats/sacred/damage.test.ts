import assert from 'node:assert/strict';
import {test} from 'node:test';
import {sacred} from '../../../source/formats/sacred/index.ts';
import {readDirectory} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';

const record = (more: object) =>
	JSON.stringify(
		{
			artifacts: [],
			command: 'main',
			experiment: {base_dir: '/proj', dependencies: [], mainfile: 'ex.py', name: 'exp', repositories: [], sources: []},
			heartbeat: '2026-11-27T03:24:39.248579',
			host: {hostname: 'vm'},
			meta: {command: 'main', options: {}},
			resources: [],
			result: null,
			start_time: '2026-11-27T03:24:39.225326',
			...more,
		},
		null,
		2,
	);
const whole = record({status: 'COMPLETED', stop_time: '2026-11-27T03:24:39.260797'});
const cut = whole.slice(0, whole.indexOf('"start_time"'));

function read(run: string | Uint8Array | null, config: string | null = '{"lr": 0.5}', directory = '/runs/5') {
	const files = new MemoryFiles()
		.write('/runs/_sources/ex_0.py', 'x')
		.write(`${directory}/cout.txt`, 'hello\n')
		.write(`${directory}/metrics.json`, '{"loss": {"steps": [1], "values": [0.5], "timestamps": ["2026-11-27T03:24:39"]}}');
	if (run !== null) files.write(`${directory}/run.json`, run);
	if (config !== null) files.write(`${directory}/config.json`, config);
	return readDirectory(sacred, directory, files).get(directory);
}

test('a record that is cut, zeroed, empty or gone costs no run, and nobody says that it names a status', () => {
	const cases: [string | Uint8Array | null, string][] = [
		[cut, `run.json ends too early, at byte ${cut.length}, and it would say how the run stands`],
		[whole.slice(0, 44), 'run.json ends too early, at byte 44, and it would say how the run stands'],
		[new Uint8Array(500), 'run.json holds nothing but zero bytes, and it would say how the run stands'],
		['', 'run.json is empty, and it would say how the run stands'],
		[null, 'run.json is missing, and it would say how the run stands'],
	];
	for (const [text, why] of cases) {
		for (const directory of ['/runs/5', '/runs/my-id']) {
			const run = read(text, '{"lr": 0.5}', directory)!;
			assert.equal(run.learnt.outcome, null);
			assert.deepEqual(run.learnt.writer.pulse?.silent, {status: 'unknown', why});
			assert.equal(run.learnt.config.lr, 0.5);
			assert.deepEqual(run.points('loss'), [[1, 0.5]]);
		}
	}
	assert.deepEqual(
		read(null)!.problems.map(({message}) => message),
		['run.json is missing'],
	);
});

test('a record that holds something else costs no run where its copy of the sources tells whose it is', () => {
	const cases = [
		['null', 'holds no JSON object'],
		['"hello"', 'holds no JSON object'],
		['[1,2]', 'holds no JSON object'],
		['hello', 'holds no JSON object'],
		['{}', 'names no status'],
	] as const;
	for (const [text, fault] of cases)
		for (const directory of ['/runs/5', '/runs/my-id']) {
			const {learnt} = read(text, '{"lr": 0.5}', directory)!;
			const why = `run.json ${fault}, and it would say how the run stands`;
			assert.deepEqual(learnt.writer.pulse?.silent, {status: 'unknown', why});
			assert.equal(learnt.config.lr, 0.5);
		}
});

test('a check says what is wrong with a record that rests', () => {
	const files = new MemoryFiles().write('/runs/5/run.json', cut).write('/runs/5/config.json', '{}');
	const [claim] = sacred.detect({path: '/runs/5', entries: files.list('/runs/5')}, files);
	assert.deepEqual(sacred.open(claim!, files).verify!(), [
		{file: '/runs/5/run.json', message: `Ends too early, at byte ${cut.length}`, about: 'record'},
	]);
});

test('a run without its config is one, and it is said once it has ended', () => {
	assert.deepEqual(
		read(whole, null)!.problems.map(({message}) => message),
		['config.json is missing'],
	);
	assert.deepEqual(read(record({status: 'RUNNING'}), null)!.problems, []);
	assert.equal(read('{"experiment": "a", "command": "b"}', null), undefined, 'many programs write that');
});

test('metrics that are no lists growing together are named, and the others count', () => {
	const times = ['2026-11-27T03:24:39', '2026-11-27T03:24:40'];
	const good = {steps: [1, 2], values: [0.5, 0.25], timestamps: times};
	const problemsWith = (metric: unknown) => {
		const metrics = JSON.stringify({loss: good, odd: metric, other: good});
		const files = new MemoryFiles().write('/runs/5/run.json', whole).write('/runs/5/config.json', '{}');
		const run = readDirectory(sacred, '/runs/5', files.write('/runs/5/metrics.json', metrics)).get('/runs/5')!;
		assert.deepEqual(run.points('other').at(-1), [2, 0.25]);
		return run.problems.map(({message}) => message);
	};
	assert.deepEqual(problemsWith(good), []);
	for (const metric of [5, {steps: 'x'}, {...good, timestamps: null}])
		assert.match(problemsWith(metric)[0]!, /^metrics\.json holds no lists of steps, values and times for odd;/);
	assert.match(problemsWith({...good, values: [1]})[0]!, /^metrics\.json holds 2 steps, 1 values and 2 times for odd;/);
});

test('a status of the program’s own is how an interrupt ended it', () => {
	const {learnt} = read(record({status: 'MY_STATUS', stop_time: '2026-11-27T03:24:39.260797'}))!;
	assert.deepEqual(learnt.outcome, {status: 'stopped', why: "run.json says MY_STATUS, an interrupt of the program's own"});
	assert.equal(learnt.endedAtMs, Date.UTC(2026, 10, 27, 3, 24, 39, 260));
	assert.equal(read(record({status: 'MY_STATUS'}))!.learnt.outcome, null, 'nothing says that it has ended');
});

test('numbers and arrays of numpy and tuples are what was wrapped', () => {
	const scalar = (value: number) => ({dtype: 'float64', 'py/object': 'numpy.float64', value});
	const result = {acc: scalar(0.5), pair: {'py/tuple': [1, scalar(2)]}, list: {'py/object': 'numpy.ndarray', values: [1, 2]}};
	assert.deepEqual(read(record({status: 'COMPLETED', result}))!.learnt.summary, {
		result: {acc: 0.5, pair: [1, 2], list: [1, 2]},
	});
	assert.deepEqual(read(record({status: 'COMPLETED', result: scalar(0.25)}))!.learnt.summary, {result: 0.25});
	const files = new MemoryFiles().write('/runs/5/run.json', whole).write('/runs/5/config.json', '{}');
	const point = {dtype: 'float64', 'py/object': 'numpy.ndarray', values: 0.75};
	files.write('/runs/5/metrics.json', JSON.stringify({a: {steps: [1], values: [point], timestamps: ['2026-11-27T03:24:39']}}));
	assert.deepEqual(readDirectory(sacred, '/runs/5', files).get('/runs/5')!.points('a'), [[1, 0.75]]);
});

test('a run of which the record may not be read is one by its other files and its number', () => {
	const found = (directory: string, isShut: boolean) => {
		const files = new MemoryFiles().write(`${directory}/config.json`, '{"lr": 0.5}').write(`${directory}/cout.txt`, 'hello\n');
		files.write(`${directory}/run.json`, isShut ? whole : 'anything else');
		if (isShut) files.locked.add(`${directory}/run.json`);
		return readDirectory(sacred, directory, files).get(directory);
	};
	assert.deepEqual(found('/runs/5', true)?.learnt.config, {lr: 0.5});
	assert.equal(found('/runs/mine', true), undefined);
	assert.equal(found('/runs/5', false), undefined);
});

test('who writes a run is some Python process, whatever file it was started with', () => {
	const {host, writer} = read(record({status: 'RUNNING'}))!.learnt;
	assert.equal(host, 'vm');
	assert.equal(writer.python?.program, null);
	assert.equal(writer.pulse?.silent.status, 'crashed');
	assert.equal(read(cut)!.learnt.writer.python, undefined, 'a record that names no status may have told of an end');
});

test('only the process that began a run writes it, and has written all that lies there', () => {
	const running = record({status: 'RUNNING', stop_time: null});
	const leastBytes = running.length + '{"lr": 0.5}'.length + 'hello\n'.length + 80;
	assert.deepEqual(read(running)!.learnt.writer.python, {needs: [], program: null, hasBegun: {leastBytes}});
});
