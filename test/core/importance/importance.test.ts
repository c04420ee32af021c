import assert from 'node:assert/strict';
import {test} from 'node:test';
import {findImportance, type Importance} from '../../../source/core/importance/importance.ts';
import {importanceToJson, leftLines} from '../../../source/core/importance/importance-lines.ts';
import {makeRandom} from '../../../source/core/importance/random.ts';
import {describeInfluence} from '../../../source/core/importance/words.ts';
import {makeYardstick} from '../../../source/core/rank/yardstick.ts';
import type {Json} from '../../../source/core/run.ts';
import {makeRow} from '../query/rows.ts';

type Settings = Record<string, Json>;

/** Settings that are drawn at random and a result that is known of them. */
function study(
	count: number,
	settings: (next: () => number) => Settings,
	result: (drawn: never) => number,
	seed = 1,
): Importance {
	const {next} = makeRandom(seed);
	const configs = Array.from({length: count}, () => settings(next));
	const found = findImportance({
		rows: configs.map(config => makeRow({config})),
		results: Float64Array.from(configs, config => result(config as never)),
	});
	assert.ok(found !== null);
	return found;
}
const three = (next: () => number): Settings => ({a: next(), b: next(), c: next()});
const shareOf = ({influences}: Importance, key: string) => influences.find(({parameter}) => parameter.key === key)!.share;
const certaintyOf = ({influences}: Importance, key: string) => influences.find(({parameter}) => parameter.key === key)!.certainty;

test('many runs: shares come near the known part in the variance, and noise has none', () => {
	// Variances of independent uniform settings go as the squares of their weights: 16 to 4 to 0.
	const found = study(300, three, ({a, b}: {a: number; b: number}) => 4 * a + 2 * b);
	assert.equal(found.method, 'forest');
	assert.ok(Math.abs(shareOf(found, 'a') - 0.8) < 0.12, `a ${shareOf(found, 'a')}`);
	assert.ok(Math.abs(shareOf(found, 'b') - 0.2) < 0.07, `b ${shareOf(found, 'b')}`);
	assert.ok(shareOf(found, 'c') < 0.02, `c ${shareOf(found, 'c')}`);
	assert.deepEqual([certaintyOf(found, 'a'), certaintyOf(found, 'b'), certaintyOf(found, 'c')], ['clear', 'clear', 'none']);
	assert.ok(found.explained! > 0.9);
	assert.deepEqual(found.interactions, [], 'what adds up does nothing together');
});

test('two settings that matter only together are found, and said to go together', () => {
	const found = study(200, three, ({a, b}: {a: number; b: number}) => (a > 0.5 === b > 0.5 ? 1 : 0));
	assert.deepEqual([certaintyOf(found, 'a'), certaintyOf(found, 'b'), certaintyOf(found, 'c')], ['clear', 'clear', 'none']);
	assert.deepEqual(
		found.interactions.map(({keys}) => [...keys].sort()),
		[['a', 'b']],
	);
});

test('a best value in the middle is found by few runs and by many, and named', () => {
	const steps = (next: () => number): Settings => ({rate: 10 ** -Math.floor(1 + next() * 5), b: next(), c: next()});
	for (const count of [20, 120]) {
		const found = study(count, steps, ({rate}: {rate: number}) => Math.abs(Math.log10(rate) + 3));
		assert.equal(found.influences[0]!.parameter.key, 'rate');
		assert.equal(found.influences[0]!.certainty, 'clear');
		assert.equal(describeInfluence(found.influences[0]!, 'loss', 'down'), 'best at 1e-3');
	}
});

test('few runs: the order of a setting against the order of the results, with the chance that it is none', () => {
	const found = study(12, three, ({a}: {a: number}) => -a);
	assert.equal(found.method, 'association');
	const [first] = found.influences;
	assert.deepEqual([first!.parameter.key, first!.certainty, first!.effect.correlation!.rho], ['a', 'clear', -1]);
	assert.ok(first!.chance! < 0.01);
	assert.equal(describeInfluence(first!, 'loss', 'down'), 'higher a → lower loss');
});

test('where nothing matters, hardly anything is said to matter', () => {
	let clear = 0;
	for (let seed = 1; seed <= 10; seed++) {
		for (const count of [10, 30]) {
			const {next} = makeRandom(1000 + seed);
			clear += study(count, three, () => next(), seed).influences.filter(({certainty}) => certainty === 'clear').length;
		}
	}
	assert.ok(clear <= 3, `${clear} of 60`);
});

test('the same runs give the same answer, digit for digit', () => {
	const once = () =>
		importanceToJson(
			study(60, three, ({a, b}: {a: number; b: number}) => a * b),
			{metric: 'loss', others: [], direction: 'down'},
		);
	assert.deepEqual(once(), once());
});

test('categories, texts that are numbers and missing values are what they are', () => {
	const decays = new Set<number>();
	const settings = (next: () => number): Settings => {
		const decay = next() < 0.5 ? next() : null;
		if (decay !== null) decays.add(decay);
		return {
			opt: ['adam', 'sgd', 'lion'][Math.floor(next() * 3)]!,
			width: String(2 ** (4 + Math.floor(next() * 4))),
			...(decay === null ? {} : {decay}),
		};
	};
	const found = study(
		150,
		settings,
		(drawn: {opt: string; decay?: number}) =>
			(drawn.opt === 'sgd' ? 3 : drawn.opt === 'adam' ? 1 : 0) + (drawn.decay === undefined ? 0 : 1),
	);
	const [opt, decay] = [found.influences[0]!, found.influences[1]!];
	assert.deepEqual([opt.parameter.key, opt.parameter.kind, opt.certainty], ['opt', 'category', 'clear']);
	assert.equal(describeInfluence(opt, 'loss', 'down'), 'best lion, worst sgd');
	assert.deepEqual([decay.parameter.key, decay.certainty], ['decay', 'clear']);
	assert.equal(decay.parameter.known, decays.size, 'in so many runs');
	assert.equal(found.influences.find(({parameter}) => parameter.key === 'width')!.parameter.kind, 'number');
});

test('that a setting is missing is a value of its own, of numbers and of words, and the order of words says nothing', () => {
	const words = ['a', 'b', 'c', 'd', 'e'];
	const of = (value: Json | null): Settings => (value === null ? {} : {x: value});
	const settings = (values: readonly (Json | null)[], isGood: (value: Json | undefined) => boolean) =>
		study(
			80,
			next => ({...of(values[Math.floor(next() * values.length)]!), n: next()}),
			({x}: {x?: Json}) => (isGood(x) ? 1 : 0),
		);
	const isMissing = (value: Json | undefined) => value === undefined;
	for (const found of [
		settings([5, 10, null], isMissing),
		settings(['cosine', 'step', null], isMissing),
		settings(words, value => value === 'b' || value === 'd'),
	]) {
		assert.deepEqual([certaintyOf(found, 'x'), certaintyOf(found, 'n')], ['clear', 'none']);
		assert.ok(found.explained! > 0.95, `${found.explained}`);
	}
});

test('what cannot be judged is said to be left out, and why', () => {
	let drawn = 0;
	const settings = (next: () => number): Settings => {
		const lr = next();
		return {
			lr,
			twin: lr * 2,
			seed: drawn++,
			output_dir: `/tmp/${drawn}`,
			word: `w${drawn}`,
			model: 'vit',
			rare: drawn === 1 ? 3 : 4,
			warmup: 1 / (1 + lr),
			size: drawn % 3,
			tokens: [12, 6, 24][drawn % 3]!,
			heads: [2, 4][drawn % 2]!,
			...(drawn < 4 ? {late: drawn} : {}),
			...(drawn === 9 ? {once: 1} : {}),
			torch_seed: 7,
		};
	};
	const found = study(30, settings, ({lr}: {lr: number}) => lr);
	const why = new Map(found.left.map(({key, why: reason}) => [key, reason]));
	assert.match(why.get('twin')!, /changes together with lr/);
	assert.match(why.get('warmup')!, /changes together with lr/);
	assert.match(why.get('tokens')!, /changes together with size/);
	assert.equal(why.get('late'), 'only in 3 runs');
	assert.equal(why.get('once'), 'only in 1 run');
	assert.match(why.get('torch_seed')!, /repeats an experiment/);
	assert.match(why.get('output_dir')!, /place or stamp/);
	assert.match(why.get('word')!, /30 values in 30 runs/);
	assert.equal(why.get('model'), 'the same in all runs');
	assert.deepEqual(found.influences.map(({parameter}) => parameter.key).sort(), ['heads', 'lr', 'rare', 'size']);
	assert.equal(found.left.find(({key}) => key === 'model')!.why, 'the same in all runs');
	const left = ['a', 'b', 'c', 'd', 'e', 'f'].map(key => ({key, why: 'the same in all runs'}));
	assert.deepEqual(leftLines({...found, left: [...left, {key: 'g', why: 'only in 1 run'}]}), [
		'a, b, c and 3 others: the same in all runs',
		'g: only in 1 run',
	]);
});

test('no more than 48 settings are looked at, those of one share by their names', () => {
	const names = Array.from({length: 50}, (_, at) => `p${at}`);
	const rows = Array.from({length: 6}, (_, at) =>
		makeRow({config: Object.fromEntries(names.map((name, place) => [name, ((place + 1) * 31 * (at + 3)) % 101]))}),
	);
	const found = findImportance({rows, results: Float64Array.of(3, 1, 2, 6, 4, 5)})!;
	assert.deepEqual([found.influences.length + found.left.length, found.left.at(-1)!.why], [50, 'beyond the first 48 settings']);
	const none = found.influences.filter(({share}) => share === 0).map(({parameter}) => parameter.key);
	assert.deepEqual(none, none.toSorted());
});

test('repetitions of one experiment are no evidence of their own', () => {
	const rows = Array.from({length: 40}, (_, at) => makeRow({config: {lr: at % 4, seed: at}, metrics: {}}));
	const results = Float64Array.from(rows, ({config}) => Number(config.lr));
	assert.equal(findImportance({rows, results}), null);
	const more = [...rows, ...[4, 5].map(lr => makeRow({config: {lr, seed: 0}}))];
	const found = findImportance({rows: more, results: Float64Array.from(more, ({config}) => Number(config.lr))})!;
	assert.deepEqual([found.runs, found.experiments, found.method], [42, 6, 'association']);
});

test('runs without a value or without settings do not count', () => {
	const rows = [...Array.from({length: 8}, (_, lr) => makeRow({config: {lr}})), makeRow({config: {lr: 99}}), makeRow({})];
	const results = Float64Array.from(rows, (_, at) => (at === 8 ? Number.NaN : at));
	const found = findImportance({rows, results})!;
	assert.deepEqual([found.runs, found.without], [8, 2]);
	assert.equal(findImportance({rows: rows.slice(0, 4), results: results.slice(0, 4)}), null);
});

test('a run that breaks a constraint tells nothing of what matters, as it has no place in the ranking', () => {
	const rows = Array.from({length: 20}, (_, at) => makeRow({config: {a: at % 10, b: at % 7}}));
	const broken = rows.map((row, at) => (at < 10 ? row : {...row, infeasible: 'infeasible: constraint 0 is 1, above 0'}));
	const results = Float64Array.from(rows, ({config}, at) => (at < 10 ? Number(config.a) : -Number(config.a) * 10));
	const found = findImportance({rows: broken, results})!;
	assert.deepEqual([found.runs, found.without, found.infeasible], [10, 10, 10]);
	assert.deepEqual(found.influences, findImportance({rows: rows.slice(0, 10), results: results.slice(0, 10)})!.influences);
	assert.equal(importanceToJson(found, makeYardstick('loss', 'down', 'name')).infeasible, 10);
});
