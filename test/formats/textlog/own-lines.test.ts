import assert from 'node:assert/strict';
import {test} from 'node:test';
import {learnNames} from '../../../source/formats/plain/names/own-names.ts';
import {createLineScanner} from '../../../source/formats/textlog/index.ts';
import {unknownLog} from '../../../source/formats/textlog/log-habits.ts';
import {scan} from './scan-lines.ts';

test("a person's own expressions read the lines of the first rank alone", context => {
	context.after(() => learnNames({steps: [], times: [], lines: {}}));
	learnNames({steps: [], times: [], lines: {step: 'after (\\d+) rounds', price: 'price is ([\\d.]+)'}});
	assert.deepEqual(
		scan(
			'[rank1]: after 10 rounds price is 4.5',
			'[rank0]: after 10 rounds price is 3.5',
			'[rank1]: after 20 rounds price is 4.25',
			'[rank0]: after 20 rounds price is 3.25',
			'after 30 rounds price is 3',
		),
		['10 price=4.5', '10 price=3.5', '20 price=3.25', '30 price=3'],
	);
});

test('an expression that finds no number is told once, with what it takes', context => {
	context.after(() => learnNames({steps: [], times: [], lines: {}}));
	learnNames({steps: [], times: [], lines: {price: 'price is (\\S+)', cost: 'cost is [\\d.]+'}});
	const told: string[] = [];
	const scanner = createLineScanner(unknownLog, message => told.push(message));
	for (const line of ['price is 1,5', 'price is 2,5', 'price is 3.5', 'cost is 7']) scanner.scan(line);
	assert.deepEqual(told, [
		'The expression for "price" (lines in settings.yaml) takes "1,5", which is no number: its group has to hold the number alone, with a decimal point',
		'The expression for "cost" (lines in settings.yaml) matches and takes nothing: put parentheses around its number',
	]);
});
