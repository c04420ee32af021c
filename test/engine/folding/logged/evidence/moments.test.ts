import assert from 'node:assert/strict';
import {test} from 'node:test';
import {haveSameMoments} from '../../../../../source/engine/folding/logged/evidence/moments.ts';
import {Layer} from '../../../../../source/engine/model/layer.ts';
import type {Format} from '../../../../../source/formats/format.ts';
import {mlflow} from '../../../../../source/formats/mlflow/index.ts';
import {trackio} from '../../../../../source/formats/trackio/index.ts';

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

test('Trackio stamps rows as it sends them, half a second late', () => {
	const layers = (format: Format, lateMs: number) => {
		const made = [new Layer('wandb', 80, ''), new Layer(format.id, 75, '', format)] as const;
		for (const [at, layer] of made.entries())
			for (const [step, loss] of [2.0293107, 0.918985903263092, 0.9012044668197632].entries())
				layer.series('loss').push(step, step * 10_000 + at * lateMs, loss);
		return haveSameMoments(...made);
	};
	assert.ok(layers(trackio, 600));
	assert.ok(!layers(trackio, 3000));
	assert.ok(!layers(mlflow, 600));
});
