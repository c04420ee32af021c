import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {RunFacts} from '../../../../source/core/run.ts';
import {contradicts} from '../../../../source/engine/folding/logged/contradict.ts';
import type {Comparison} from '../../../../source/engine/folding/logged/curves.ts';
import {isCount} from '../../../../source/engine/folding/logged/metric-kinds.ts';
import {haveSameMoments} from '../../../../source/engine/folding/logged/moments.ts';
import {Results} from '../../../../source/engine/folding/logged/results.ts';
import {Layer} from '../../../../source/engine/model/layer.ts';

/** A tracker that was told of these values one after the other, ten seconds apart, or does not say when. */
function told(name: string, values: readonly number[], lateMs = 0): Layer {
	const layer = new Layer('wandb', 80, '');
	for (const [step, value] of values.entries()) layer.series(name).push(step, step * 10_000 + lateMs, value);
	return layer;
}

test('who was told the same values at the same moments was told by one process, but of what any run has', () => {
	const losses = [3, 2, 1, 0.5];
	const same = (one: Layer, other: Layer) => haveSameMoments(one, other);
	assert.deepEqual(
		[
			same(told('val/loss', losses), told('val_loss', losses, 50)),
			same(told('val/loss', losses), told('val_loss', losses, 5000)),
			same(told('loss', losses), told('acc', losses)),
			same(told('lr', losses), told('lr', losses)),
			same(told('loss', losses.slice(2)), told('loss', losses.slice(2))),
			same(told('loss', losses), told('loss', losses, Number.NaN)),
			same(told('loss', losses, Number.NaN), told('loss', losses)),
		],
		[true, false, false, false, false, false, false],
	);
});

test('another machine, process, seed or learning rate is another run', () => {
	const layer = (facts: Partial<RunFacts>) => {
		const made = new Layer('wandb', 80, '');
		made.facts(facts);
		return made;
	};
	const differ = (one: Partial<RunFacts>, other: Partial<RunFacts>) => contradicts(layer(one), [layer({}), layer(other)]);
	assert.deepEqual(
		[
			differ({host: 'node1'}, {host: 'Node1.example.org'}),
			differ({host: 'node1'}, {host: 'node2'}),
			differ({host: 'node1'}, {host: '10.0.0.2'}),
			differ({pid: 4}, {pid: 5}),
			differ({pid: 4}, {}),
			differ({config: {seed: 1}}, {config: {seed: '1'}}),
			differ({config: {seed: 0}}, {config: {seed: ''}}),
			differ({config: {learning_rate: 0.1}}, {config: {learning_rate: '0.2'}}),
			differ({config: {depth: 1}}, {config: {depth: 2}}),
		],
		[false, true, false, true, false, false, false, true, false],
	);
});

test('what only grows in whole numbers, or in parts of epochs, is a count', () => {
	const cases: [string, number[]][] = [
		['tokens', [1, 2, 2, 9]],
		['tokens', [1, 2.5]],
		['train epoch', [0.5, 1, 1.5]],
		['tokens', [3, 2]],
		['epoch', [2, 1]],
	];
	assert.deepEqual(
		cases.map(([words, values]) => isCount(words, values)),
		[true, false, true, false, false],
	);
});

test('results that were found alike are compared again when there are twice as many, others with each point', () => {
	const answers: Comparison[] = ['same', 'other', 'other', 'same'];
	let asked = 0;
	const results = new Results(() => answers[asked++]!);
	const [one, other] = [told('loss', [1]), told('loss', [1])];
	const ask = (...steps: number[]) => {
		for (const step of steps) one.series('loss').push(step, Number.NaN, 1);
		return `${results.compare(one, other)} ${asked}`;
	};
	assert.deepEqual(
		[ask(), ask(), ask(1), ask(2), ask(), ask(3), ask(4)],
		['same 1', 'same 1', 'same 1', 'other 2', 'other 2', 'other 3', 'same 4'],
	);
});
