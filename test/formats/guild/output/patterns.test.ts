import assert from 'node:assert/strict';
import {test} from 'node:test';
import {StepRule} from '../../../../source/formats/guild/output/step-rule.ts';
import {ValueRule} from '../../../../source/formats/guild/output/value-rule.ts';

const stepRule = (pattern: string, name: string | null = 'step') => StepRule.of([{name, pattern}]);

test('a pattern that a line could be looked at for long with is passed over', () => {
	for (const slow of [
		'(?:a|b)*x(\\step)',
		'.*at.*(\\step)',
		'[^ ]+ at \\S+ (\\step)',
		'a+b+c+d+(\\step)',
		`${'x'.repeat(200)}(\\step)`,
		'(\\step',
	])
		assert.equal(stepRule(slow), null, slow);
	assert.equal(stepRule('a+b+c+(\\step)')?.stepOf('aabc7'), 7);
	assert.equal(stepRule('.*at (\\step)')?.stepOf('we are at 12'), 12);
	assert.equal(stepRule('\\(a\\)\\+ (\\step)')?.stepOf('(a)+ 3'), 3, 'signs that are escaped repeat nothing');
});

test('a pattern for a step has one group, or one of that name, and is Python’s', () => {
	assert.equal(stepRule('\\Astep (\\step)\\Z')?.stepOf('step 4'), 4);
	assert.equal(stepRule('\\Astep (\\step)\\Z')?.stepOf('step 4 of 5'), null);
	assert.equal(stepRule('\\Astep (\\step)\\Z')?.stepOf('a step 4'), null);
	assert.equal(stepRule('(?P<epoch>\\step)/(?P<step>\\step)', null)?.stepOf('3/9 4/10'), 10, 'the last one counts');
	assert.equal(stepRule('(\\step) of (\\step)'), null, 'which of two is it?');
	assert.equal(stepRule('(\\step)', 'loss'), null, 'it is of a value');
	assert.equal(stepRule('(?P<step>[a-z]*)', null)?.stepOf('abc'), null);
	assert.equal(stepRule('(\\step)')?.stepOf(`${'x'.repeat(250)} 7`), null, 'long lines are not looked at');
});

const valuesIn = (line: string, ...patterns: [name: string | null, pattern: string][]) =>
	ValueRule.of(patterns.map(([name, pattern]) => ({name, pattern})))
		?.valuesIn(line)
		.map(({name, value}) => [name, value]);

test('values are read with their signs, in the order of the line, the last one of each name', () => {
	const loss: [string, string] = ['loss', 'loss=(\\value)'];
	const acc: [string, string] = ['acc', 'acc=(\\value)'];
	assert.deepEqual(valuesIn('acc=0.5 loss=-2 acc=0.75', loss, acc), [
		['loss', -2],
		['acc', 0.75],
	]);
	const odd = ['inf', '-inf', '+Infinity', '-INF', 'NaN', '-nan'].map(text => valuesIn(`loss=${text}`, loss)?.[0]?.[1]);
	assert.deepEqual(odd, [Infinity, -Infinity, Infinity, -Infinity, Number.NaN, Number.NaN]);
	assert.deepEqual(valuesIn('loss=1.2.3 acc=1e-3', loss, acc), [['acc', 0.001]]);
});

test('groups that Guild itself gives a meaning are no values, and a pattern of several groups needs their names', () => {
	assert.deepEqual(valuesIn('a 1 2', [null, '(?P<_key>a) (?P<_val>\\value) (?P<own>\\value)']), [['own', 2]]);
	assert.deepEqual(valuesIn('3: 0.5', [null, '(?P<step>\\step): (?P<loss>\\value)']), [['loss', 0.5]]);
	for (const [name, pattern] of [
		[null, '(?P<step>\\step)'],
		[null, '(?P<_key>\\key): (?P<_val>\\value)'],
		[null, 'loss=(\\value)'],
		['loss', 'loss=(\\value) of (\\value)'],
		['step', '(\\value)'],
	] as [string | null, string][])
		assert.equal(valuesIn('loss=1', [name, pattern]), undefined, pattern);
});
