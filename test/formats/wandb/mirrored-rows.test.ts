import assert from 'node:assert/strict';
import {test} from 'node:test';
import {int} from '../../encodings/protobuf-writer.ts';
import {Collected, readAll} from '../collect.ts';
import {seededRandom} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';
import {config, history, item, logOf, logOfAll, logPath, openLog, readFiles, removal, run, summary} from './logs.ts';

type Values = [key: string, json: string][];
const items = (values: Values) => values.map(([key, json]) => item(key.split('.'), json));
const turned = (values: Values, by: number): Values => [...values.slice(by), ...values.slice(0, by)];

/** Records of a log in which most summaries say the same as the row after them, in a rotated order, and what the summary is in the end. */
function makeLog(seed: number) {
	const below = seededRandom(seed);
	const known = new Map<string, string>();
	const records: Uint8Array[] = [run()];
	const tell = (values: Values) => {
		for (const [key, json] of values) known.set(key, json);
		records.push(summary(...items(values)));
	};
	const longest = `"${'long '.repeat(30)}"`;
	for (let step = 0; step < 120; step++) {
		const keys = ['loss', 'acc', 'eval.loss', 'lr', 'grad_norm', 'note', 'm1', 'm2', 'm3', 'm4'].filter(() => below(4) > 0);
		const all: Values = [
			['_step', String(step)],
			['_timestamp', `1.76e9`],
			...keys.map((key): [string, string] => [key, String(below(1e6) / 64)]),
		];
		if (below(9) === 0) all.push(['text', below(2) === 0 ? longest : '"NaN"']);
		const values = turned(all, below(all.length));
		const kind = below(8);
		if (kind < 4) tell(turned(values, below(values.length)));
		else if (kind === 4) {
			const other = below(values.length);
			const changed = values.map(([key, json], at): [string, string] => [key, at === other ? json.replace(/\d/, '7') : json]);
			tell(turned(changed, below(values.length)));
		} else if (kind === 5) tell(values.slice(1));
		else if (kind === 6) tell([...values, ['extra', String(step)]]);
		if (below(6) === 0) records.push(config(item('lr', String(step))));
		if (below(10) === 0) {
			known.delete('lr');
			records.push(summary(removal('lr')));
		}
		records.push(history(step, ...items(values)));
		if (below(2) === 0) tell([['_runtime', String(step)]]);
	}
	const expected: Record<string, unknown> = {};
	for (const [key, json] of known) {
		const [name, inner] = key.split('.') as [string, string?];
		const value: unknown = JSON.parse(json);
		if (inner === undefined) expected[name] = value;
		else expected[name] = {[inner]: value};
	}
	return {records, expected};
}

test('a summary that the row after it repeats says what it says, however the log is cut into readings', () => {
	for (let seed = 1; seed <= 40; seed++) {
		const {records, expected} = makeLog(seed);
		const whole = logOfAll(records);
		const read = readFiles(new MemoryFiles().write(logPath, whole));
		assert.deepEqual(read.learnt.summary, expected, `seed ${seed}`);
		assert.deepEqual(read.problems, []);
		const files = new MemoryFiles().write(logPath, '');
		const source = openLog(files);
		const collected = new Collected();
		const stride = 50 + (seed % 7) * 131;
		for (let size = 0; size < whole.length; size += stride) {
			files.append(logPath, whole.subarray(size, size + stride));
			readAll(source, collected);
		}
		assert.deepEqual(collected.only.learnt.summary, expected, `seed ${seed}`);
		assert.deepEqual(collected.only.points('loss'), read.points('loss'));
	}
});

test('a summary that is cut off or malformed is reported even before a row that begins alike', () => {
	const values: Values = [
		['loss', '0.5'],
		['acc', '0.25'],
	];
	const whole = summary(...items(values));
	const malformed = Buffer.concat([
		whole.subarray(0, 1),
		Buffer.from([whole[1]! + 2]),
		whole.subarray(2),
		Buffer.from([0x0a, 0x7f]),
	]);
	const log = logOf(run(), malformed, history(0, ...items(values)), Buffer.from(int(1, 9)));
	const read = readFiles(new MemoryFiles().write(logPath, log));
	assert.equal(read.problems.length, 1);
	assert.deepEqual(read.points('loss'), [[0, 0.5]]);
});
