import assert from 'node:assert/strict';
import {PassThrough} from 'node:stream';
import {text} from 'node:stream/consumers';
import {it} from 'node:test';
import {runEta} from '../../source/commands/show/eta.ts';

async function ask(lines: string[]): Promise<Record<string, unknown>[]> {
	const input = new PassThrough();
	const output = new PassThrough();
	const answers = text(output);
	input.end(`${lines.join('\n')}\n`);
	await runEta(input, output);
	output.end();
	return (await answers)
		.trim()
		.split('\n')
		.map(line => JSON.parse(line) as Record<string, unknown>);
}

it('answers each line with one, null before the first progress', async () => {
	const lines = Array.from({length: 50}, (_, index) => JSON.stringify({t: index * 2, step: index * 10, total: 1000}));
	const answers = await ask(lines);
	assert.equal(answers.length, 50);
	assert.deepEqual(answers[0], {eta_s: null, lo_s: null, hi_s: null, show: '–'});
	const last = answers.at(-1)!;
	assert.ok(Math.abs(Number(last.eta_s) - 102) < 3, JSON.stringify(last));
	assert.ok(Number(last.lo_s) <= Number(last.eta_s) && Number(last.eta_s) <= Number(last.hi_s));
	assert.match(String(last.show), /^≈ 1 min [45]\d s$/);
});

it('goes on after a line that it cannot use, and says what is wrong with it', async () => {
	const answers = await ask([
		'{"t":0,"step":0,"total":10}',
		'nonsense',
		'{"t":"x","step":1}',
		'{"t":5,"step":5}',
		'{"t":6,"step":6}',
	]);
	assert.equal(answers.length, 5);
	assert.equal(answers[1]?.error, 'not a JSON line');
	assert.equal(answers[2]?.error, '"t" must be a number of seconds');
	assert.ok(Number(answers[4]?.eta_s) > 0);
});

it('answers from siblings before the first step', async () => {
	const siblings = [
		{
			total: 100,
			duration: 200,
			curve: [
				[0, 0],
				[100, 200],
			],
		},
	];
	const [first] = await ask([JSON.stringify({t: 0, step: 0, total: 100, siblings})]);
	assert.equal(first?.eta_s, 200);
});
