import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Results} from '../../../../../source/engine/folding/logged/evidence/results.ts';
import type {Comparison} from '../../../../../source/engine/model/findings.ts';
import {Layer} from '../../../../../source/engine/model/layer.ts';

test('results that were found alike are compared again when there are twice as many, others with each point', () => {
	const answers: Comparison[] = ['same', 'other', 'other', 'same'];
	let asked = 0;
	const results = new Results(() => answers[asked++]!);
	const [one, other] = [new Layer('wandb', 80, ''), new Layer('wandb', 80, '')];
	for (const layer of [one, other]) layer.series('loss').push(0, Number.NaN, 1);
	const ask = (...steps: number[]) => {
		for (const step of steps) one.series('loss').push(step, Number.NaN, 1);
		return `${results.compare(one, other)} ${asked}`;
	};
	assert.deepEqual(
		[ask(), ask(), ask(1), ask(2), ask(), ask(3), ask(4)],
		['same 1', 'same 1', 'same 1', 'other 2', 'other 2', 'other 3', 'same 4'],
	);
});
