import assert from 'node:assert/strict';
import {test} from 'node:test';
import {arePrinted} from '../../../../../source/engine/folding/logged/printed/printed-values.ts';
import {curvesOf} from '../evidence/curves-of.ts';

const losses = [0.69514, 0.61208, 0.64127, 0.50911, 0.43388, 0.45209, 0.3907];
const long = Array.from({length: 20}, (_, i) => 0.9137 * 0.93 ** i);
const counts = losses.map((_, i) => 1000 * (i + 1));
const two = losses.map((_, i) => 0.1 + (i % 2) / 3);
const shown = (values: readonly number[], decimals = 4) => values.map(value => Number(value.toFixed(decimals)));

type Metrics = Record<string, readonly number[]>;

function check(cases: readonly (readonly [log: Metrics, tracked: Metrics, expected: boolean])[]): void {
	for (const [log, tracked, expected] of cases)
		assert.equal(arePrinted(curvesOf(log), curvesOf(tracked)), expected, JSON.stringify([log, tracked]));
}

test('what was printed is what a tracker has where enough of it is the same under one name', () => {
	check([
		[{loss: shown(losses)}, {'train/loss': losses}, true],
		[{loss: shown(losses).with(2, 9)}, {loss: losses}, true],
		[{loss: shown(losses).with(2, 9).with(4, 9)}, {loss: losses}, false],
		[{loss: shown(long.slice(0, 8))}, {loss: long}, true],
		[{loss: shown(long.slice(0, 4))}, {loss: long}, false],
		[{loss: shown(long), acc: shown(losses)}, {loss: long.map(value => value * 1.01), acc: losses}, false],
	]);
});

test('it is, too, under any names: one value after the other, or each once that a bar shows twice', () => {
	check([
		[{Loss: shown(losses)}, {objective: losses}, true],
		[{Loss: shown(losses), Last: [0.1, 0.2]}, {objective: losses, final: [0.3, 0.4]}, true],
		[
			{Loss: shown(losses).with(2, Number.NaN).with(4, Number.NaN)},
			{objective: losses.with(2, Number.NaN).with(4, Number.NaN)},
			true,
		],
		[{Loss: shown(losses).with(2, 9).with(4, 9)}, {objective: losses}, false],
		[{Loss: shown([...losses, 0.3312, 0.2914, 0.2711]).flatMap(loss => [loss, loss])}, {objective: losses}, true],
	]);
});

test('plans, counts, what was best so far and what only goes to and fro prove nothing, whoever has them', () => {
	const pairs: [Metrics, Metrics][] = [
		[{lr: losses}, {lr: losses}],
		[{tokens: counts}, {tokens: counts}],
		[{Tokens: counts}, {seen: counts}],
		[{flag: two}, {flag: two}],
		[{Flag: two}, {gate: two}],
		[{Best: losses}, {'best/loss': losses}],
	];
	check(pairs.map(([log, tracked]) => [log, tracked, false]));
});
