import assert from 'node:assert/strict';
import {test} from 'node:test';
import {findImportance, type Importance} from '../../../source/core/importance/importance.ts';
import {importanceLines, importanceToJson} from '../../../source/core/importance/importance-lines.ts';
import type {Influence} from '../../../source/core/importance/influence.ts';
import {describeInfluence, describeMethod, formatChance} from '../../../source/core/importance/words.ts';
import type {Json} from '../../../source/core/run.ts';
import {makeRow} from '../query/rows.ts';

test('what a setting does is said of its values in the direction that counts, and nothing where nothing tells', () => {
	/** A setting of few runs beside one that tells nothing, with results from 1 on in this order. */
	const told = (values: readonly Json[], order: readonly number[], direction: 'down' | 'up' = 'down') => {
		const rows = values.map((x, at) => makeRow({config: {x, n: (at * 7) % 11}}));
		const {influences} = findImportance({rows, results: Float64Array.from(order)})!;
		return describeInfluence(influences.find(({parameter}) => parameter.key === 'x')!, 'loss', direction);
	};
	const upTo = (count: number) => Array.from({length: count}, (_, at) => at + 1);
	const each = (times: number, ...values: Json[]) => values.flatMap(value => new Array<Json>(times).fill(value));
	assert.deepEqual(
		[
			told(upTo(12), upTo(12)),
			told(upTo(12), upTo(12).reverse()),
			told(upTo(12), upTo(12).reverse(), 'up'),
			told(upTo(12), [12, 11, 10, 9, 1, 2, 3, 4, 8, 7, 6, 5]),
			told(each(4, 1, 2, 3, 4), [13, 14, 15, 16, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8]),
			told(each(4, 0, 1, 2), [1, 2, 3, 4, 9, 10, 11, 12, 5, 6, 7, 8]),
			told(each(6, 'adam', 'sgd'), upTo(12)),
			told(each(6, 'adam', 'sgd'), upTo(12), 'up'),
			told(each(3, 'a', 'b', 'c', 'd', 'e', 'f', 'g'), [...upTo(21).slice(9), ...upTo(9)]),
			told(each(6, 1, Number.POSITIVE_INFINITY), upTo(12).reverse()),
			told([...each(3, 0.1, '0.10'), ...each(6, 'auto')], upTo(12)),
			told(each(6, 'adam', 'sgd'), [1, 12, 3, 10, 5, 8, 2, 11, 4, 9, 6, 7]),
			told(upTo(8), [2, 1, 6, 5, 8, 3, 4, 7]),
		],
		[
			'higher x → higher loss',
			'higher x → lower loss',
			'higher x → lower loss',
			'best from 5 to 8',
			'best at 3',
			'best at 0',
			'best adam, worst sgd',
			'best sgd, worst adam',
			'best e, worst d',
			'best Infinity, worst 1',
			'best 0.1, worst auto',
			'',
			'',
		],
	);
});

test('the answer is read as a table, as exact numbers, or as words, with the doubt that belongs to it', () => {
	const asked = {metric: 'loss', others: [], direction: 'down'} as const;
	const few = findImportance({
		rows: Array.from({length: 12}, (_, at) => makeRow({config: {lr: at + 1, opt: ['a|b', 'sgd'][at % 2]!}})),
		results: Float64Array.from({length: 12}, (_, at) => at),
	})!;
	assert.deepEqual(importanceLines(few, asked, 'text'), [
		'SETTING  SHARE  SURE           MATTERS    HOW                       RUNS',
		'lr       100 %  chance <0.1 %  matters    higher lr -> higher loss  12',
		'opt      0 %    chance 100 %   not shown                            12',
	]);
	const exact = importanceLines(few, asked, 'csv');
	assert.equal(exact[0], 'setting,share,low,high,chance,certainty,rho,runs');
	assert.match(exact[1]!, /^lr,1,,,0\.000\d+,clear,1,12$/);
	assert.equal(exact[2], 'opt,0,,,1,none,,12');
	const [lr, opt] = few.influences as [Influence, Influence];
	const many: Importance = {
		...few,
		method: 'forest',
		experiments: 700,
		runs: 800,
		sampled: 600,
		explained: 0.754,
		influences: [
			{...lr, share: 0.6449, chance: null, interval: {low: 0.524, high: 0.766}},
			{...opt, share: 0.001, chance: null, interval: {low: 0, high: 0.004}},
		],
		interactions: [{keys: ['lr', 'a|b'], share: 0.12, interval: {low: 0.1, high: 0.2}}],
	};
	assert.deepEqual(importanceLines(many, asked, 'md').slice(1), [
		'| --- | ---: | --- | --- | --- | ---: |',
		'| lr | 64 % | 52 - 77 % | matters | higher lr -\\> higher loss | 12 |',
		'| opt | \\<1 % | 0 % | not shown |  | 12 |',
		'',
		'Together: lr x a\\|b 12 %',
	]);
	assert.deepEqual([few, many, {...many, explained: -0.2, sampled: 700, runs: 700}].map(describeMethod), [
		'each setting by itself in 12 runs: too few for what they do together',
		'a random forest of 600 of 700 experiments (800 runs), chosen at random, which foretells 75 % of the ranking of runs it has not seen',
		'a random forest of 700 runs, which foretells nothing of the ranking of runs it has not seen',
	]);
	assert.deepEqual([0.00051, 0.0174, 0.0996, 0.3].map(formatChance), ['<0.1 %', '1.7 %', '10 %', '30 %']);
	const {settings, ...rest} = importanceToJson(few, asked) as {settings: {rho: Json; rho_interval: Json; effect: Json}[]};
	assert.deepEqual(
		settings.map(({rho, rho_interval, effect}) => [rho, rho_interval === null, effect]),
		[
			[1, false, 'higher lr → higher loss'],
			[null, true, null],
		],
	);
	assert.ok(!('infeasible' in rest));
});
