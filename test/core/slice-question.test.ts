import assert from 'node:assert/strict';
import test from 'node:test';
import {parseSlice} from '../../source/core/slice-question.ts';

const read = (text: string) => {
	const parsed = parseSlice(text);
	assert.ok(parsed.ok, JSON.stringify(parsed));
	return parsed.question;
};

test('a question to records is read from words', () => {
	assert.deepEqual(read('mean x where episode=2'), {statistic: 'mean', of: 'x', where: {episode: 2}});
	assert.deepEqual(read('x'), {statistic: 'mean', of: 'x', where: {}});
	assert.deepEqual(read('max of reward where agent = dqn and done=true, "my key"=\'two words\' by seed'), {
		statistic: 'max',
		of: 'reward',
		where: {agent: 'dqn', done: true, 'my key': 'two words'},
		by: 'seed',
	});
	assert.deepEqual(read('min "where" by "by"'), {statistic: 'min', of: 'where', where: {}, by: 'by'});
	assert.deepEqual(read('average loss by episode'), {statistic: 'mean', of: 'loss', where: {}, by: 'episode'});
});

test('a key may be called like a statistic', () => {
	assert.equal(read('max').of, 'max');
	assert.deepEqual(read('min where step=1'), {statistic: 'mean', of: 'min', where: {step: 1}});
	assert.equal(read('mean min').of, 'min');
	assert.deepEqual(read('mean x where id="2"').where, {id: '2'});
});

test('any comparison may be asked, and each condition counts', () => {
	assert.deepEqual(read('mean x where a>=1'), {statistic: 'mean', of: 'x', where: {}, and: [{key: 'a', is: '>=', value: 1}]});
	assert.deepEqual(read('mean x where a > 1 and a<=3, b!=no and c==2 and c=3 by d'), {
		statistic: 'mean',
		of: 'x',
		where: {c: 2},
		and: [
			{key: 'a', is: '>', value: 1},
			{key: 'a', is: '<=', value: 3},
			{key: 'b', is: '!=', value: 'no'},
			{key: 'c', is: '=', value: 3},
		],
		by: 'd',
	});
	assert.deepEqual(read('mean "a>b" where wow!=1 and "x<=y"<2').and, [
		{key: 'wow', is: '!=', value: 1},
		{key: 'x<=y', is: '<', value: 2},
	]);
	assert.deepEqual(read('mean x where hi!=there! and a=b!').where, {a: 'b!'});
});

test('a whole number beyond 2^53 keeps its digits', () => {
	assert.deepEqual(read('count x where id=1152921504606846977 and n!=-9007199254740993 and m=12'), {
		statistic: 'count',
		of: 'x',
		where: {m: 12},
		and: [
			{key: 'id', is: '=', value: 2 ** 60, digits: '1152921504606846977'},
			{key: 'n', is: '!=', value: -(2 ** 53), digits: '-9007199254740993'},
		],
	});
	assert.deepEqual(read('x where id="1152921504606846977"').where, {id: '1152921504606846977'});
});

test('a fault points at its place', () => {
	for (const [text, from] of [
		['', 0],
		['mean x where', 12],
		['mean x where a~2', 16],
		['mean x where a 2', 15],
		['mean x where a=', 15],
		['mean x where a>=', 16],
		['mean x where a>= =2', 17],
		['mean x where a<two', 15],
		['mean x by', 9],
		['mean x y', 7],
	] as const) {
		const parsed = parseSlice(text);
		assert.ok(!parsed.ok, text);
		assert.equal(parsed.error.from, from, text);
	}
});
