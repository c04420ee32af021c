import assert from 'node:assert/strict';
import {test} from 'node:test';
import {bare, makeTree} from './tell.ts';

const recorder = 'test/fixtures/recorder';
const study = `${recorder}/study.collection`;

test('records are asked for one number, by a key, in every form; those of several files come together as well', async context => {
	const {tell} = makeTree(context);
	const ask = async (at: string, question: string, ...words: string[]) => {
		const {out, err, status} = await tell('ls', at, '--slice', question, ...words);
		return {out: bare(out).map(line => line.split(/ {2}|,/)), err, status};
	};
	const one = await ask(study, 'mean x');
	assert.deepEqual([one.out[0], one.out.length, one.out[1]![1]], [['mean', 'count', 'min', 'max', 'dir'], 2, '150']);
	const by = await ask(study, 'max x by experiment_number');
	assert.deepEqual(by.out[0], ['experiment_number', 'max', 'mean', 'count', 'min', 'dir']);
	assert.deepEqual(
		by.out.slice(1).map(([number]) => number),
		['1', '2', '3'],
	);
	const all = await ask(recorder, 'mean x');
	const [, ...told] = all.out;
	assert.deepEqual(
		told.map(line => line.at(-1)),
		['errors.collection', 'second_experiment.pickle', 'study.collection', 'all together'],
	);
	const numbers = (at: number) => told.map(line => Number(line[at]));
	const [counts, means] = [numbers(1), numbers(0)];
	const [total, parts] = [counts.at(-1)!, counts.slice(0, -1)];
	assert.equal(
		total,
		parts.reduce((sum, count) => sum + count, 0),
	);
	const mean = parts.reduce((sum, count, at) => sum + count * means[at]!, 0) / total;
	assert.ok(Math.abs(mean - means.at(-1)!) < 0.001, 'each record counts once');
	const least = Math.min(...numbers(2).slice(0, -1));
	const greatest = Math.max(...numbers(3).slice(0, -1));
	assert.deepEqual([numbers(2).at(-1), numbers(3).at(-1)], [least, greatest]);
	const csv = await ask(recorder, 'mean x', '--csv');
	assert.deepEqual([csv.out.length, csv.out[0]], [4, ['mean', 'count', 'min', 'max', 'dir']], 'what is together is no record');
	assert.equal(
		(await ask(recorder, 'mean x by experiment_number')).out.some(line => line.includes('all together')),
		false,
	);
	for (const flag of ['--json', '--jsonl']) {
		const {out} = await tell('ls', recorder, '--slice', 'mean x', flag);
		const json = JSON.parse(out.join('\n'));
		assert.deepEqual([json.answers.length, json.all.count, out.length === 1], [3, total, flag === '--jsonl']);
	}
});

test('whose records are asked beyond the chosen runs is said, and why there is no answer', async context => {
	const {tell} = makeTree(context);
	const dir = 'study.collection: the records of all 3 experiments there are asked, not only of';
	const some = async (query: string) => {
		const {err} = await tell('ls', recorder, query, '--slice', 'mean x');
		return err.filter(line => line.includes('study'));
	};
	assert.deepEqual(await some('name:study*1'), [`xtui: ${dir} the chosen one`]);
	assert.deepEqual(await some('name:study*1 or name:study*2'), [`xtui: ${dir} the 2 chosen ones`]);
	assert.deepEqual(await some('name:study*'), []);
	for (const [at, question, status, said] of [
		['test/fixtures/keras-csv', 'mean x', 1, /^xtui: none of these runs has records to ask; rigorous-recorder keeps some$/],
		[study, 'sum x', 2, /at column 5/],
		[study, 'mean nothing', 1, /^xtui: no record fits, or none of those that fit has a number nothing$/],
		[study, 'mean x by nothing', 1, /^xtui: none of the records that fit has a plain value under the key nothing$/],
		[study, 'mean x where experiment_number=9 by experiment_number', 1, /^xtui: no record fits, /],
	] as const) {
		const {out, err, status: ended} = await tell('ls', at, '--slice', question);
		assert.deepEqual([ended, out], [status, []], question);
		assert.match(err.join('\n'), said);
	}
});
