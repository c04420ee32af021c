import assert from 'node:assert/strict';
import {test} from 'node:test';
import {mergeSeries} from '../../../../source/engine/model/curves/merge-series.ts';
import {guild} from '../../../../source/formats/guild/index.ts';
import {layerOf, type Told} from '../told-layer.ts';

/** Each curve by its name, with the value that it begins with and how many points it has. */
function curves(isOver: boolean, ...told: Told[]): string {
	const series = mergeSeries(told.map(layerOf), ({metrics}) => metrics, isOver);
	return [...series].map(([name, {values, length}]) => `${name} ${values.at(0)}×${length}`).join(', ');
}

const points = (value: number, count: number) => new Array<number>(count).fill(value);

const own = (value = 1, count = 5): Told => ({metrics: {loss: points(value, count)}});
const other = (count: number, by = 1): Told => ({format: 'b', by, metrics: {loss: points(2, count)}});

test('a metric that several trackers tell is there once, from the strongest that tells it well', () => {
	assert.deepEqual(
		[
			curves(true, own(), {format: 'b', metrics: {loss: points(2, 5), acc: points(2, 5)}}),
			curves(true, own(), other(6)),
			curves(false, own(), other(6)),
			curves(false, own(), other(9)),
			curves(true, own(), other(4, 10)),
			curves(true, own(), other(2, 10)),
			curves(true, own(), other(4)),
			curves(true, own(1, 9), other(2, 100)),
			curves(true, {...own(), by: 10}, other(9)),
			curves(true, {...own(), format: 'guild', habits: {host: guild.host}}, other(9)),
		],
		[
			'loss 1×5, acc 2×5',
			'loss 2×6',
			'loss 1×5',
			'loss 2×9',
			'loss 2×4',
			'loss 1×5',
			'loss 1×5',
			'loss 1×9',
			'loss 1×5',
			'loss 2×9, .guild#loss 1×5',
		],
	);
	const ray = (count: number) =>
		curves(true, own(), {format: 'tfevents', metrics: {'ray/tune/loss': points(2, count), 'ray/tune/acc': points(2, 5)}});
	assert.deepEqual(
		[ray(5), ray(9)],
		['loss 1×5, ray/tune/acc 2×5', 'loss 2×9, ray/tune/acc 2×5'],
		'a second copy under a longer name is none',
	);
});

test('what `xtui run` took from an output that rounds is told by a tracker that has as many values to the same step, once the run is over', () => {
	const printed = (...values: number[]): Told => ({habits: {startsPrograms: true}, isTimed: true, metrics: {loss: values}});
	const exact = (by: number, ...values: number[]): Told => ({format: 'b', by, isTimed: true, metrics: {loss: values}});
	assert.deepEqual(
		[
			curves(true, printed(0.5, 0.3, 0.2), exact(1, 0.512, 0.304, 0.197)),
			curves(true, printed(0.5, 0.5, 0.3, 0.3), exact(3, 0.512, 0.304)),
			curves(true, printed(0.5, Number.NaN, Number.NaN, Number.NaN), exact(3, 0.512, Number.NaN)),
			curves(false, printed(0.5, 0.3, 0.2), exact(1, 0.512, 0.304, 0.197)),
			curves(true, printed(0.5, 0.3, 0.2, 0.1), exact(1, 0.512, 0.304)),
			curves(true, printed(0.5, 0.4, 0.3, 0.2), exact(3, 0.512, 0.204)),
		],
		['loss 0.512×3', 'loss 0.512×2', 'loss 0.512×2', 'loss 0.5×3', 'loss 0.5×4', 'loss 0.5×4'],
		'while it goes on a tracker may be behind; one that was killed lost its last points; one that logs seldom has fewer',
	);
});

test('another directory of one tracker, or a table of a validation, has curves of its own', () => {
	const table = (file: string, value: number, below = ''): Told => ({
		...own(value),
		below,
		format: 'csv',
		habits: {isTable: true},
		facts: {signFiles: [`/run/${file}.csv`]},
	});
	assert.deepEqual(
		[
			curves(true, {...own(), below: 'train'}, {...own(2), below: 'val'}),
			curves(true, {...own(), below: 'train'}, {...own(2), below: 'val'}, {...own(3), below: 'val', format: 'b'}),
			curves(true, table('val', 2), table('train', 1)),
			curves(true, table('log', 2, 'test'), table('log', 1)),
			curves(true, table('log', 1), table('notes', 2)),
			curves(true, own(), table('val', 2)),
		],
		[
			'loss 1×5, val/loss 2×5',
			'loss 1×5, val/loss 2×5',
			'loss 1×5, val/loss 2×5',
			'loss 1×5, test/loss 2×5',
			'loss 1×5',
			'loss 1×5, val/loss 2×5',
		],
	);
});

test('what a log prints counts where no tracker has it, and beside a tracker in its directory only what a whole file lacks', () => {
	const log = (metrics: Told['metrics'], told: Told = {}): Told => ({format: 'log', habits: {isOutput: true}, metrics, ...told});
	const epochs: Told = {facts: {stepUnit: 'epoch'}};
	const both = (count: number) => ({loss: points(2, count), lr: points(2, count)});
	const whole = (told: Told = {}): Told => ({...own(), habits: {isWholeFile: true}, facts: {stepUnit: 'epoch'}, ...told});
	const host = {...own(), format: 'guild', habits: {host: guild.host}};
	assert.deepEqual(
		[
			curves(true, {metrics: {'val/loss': points(1, 5)}}, log({val_loss: points(2, 9), lr: points(2, 5)}, {below: 'logs'})),
			curves(true, own(), log({lr: points(2, 5)})),
			curves(true, own(), log({lr: points(2, 5)}, {below: 'logs'})),
			curves(true, log({loss: points(1, 5)}), log(both(9), {below: 'in'})),
			curves(true, whole(), log(both(5))),
			curves(true, whole({metrics: {loss: points(1, 5), acc: points(1, 5)}}), log(both(5))),
			curves(true, whole(), log(both(50), epochs)),
			curves(true, whole(), log(both(50))),
			curves(true, host, log(both(9))),
			curves(true, host, log(both(3))),
			curves(false, host, log(both(6))),
			curves(true, host, log({loss: points(2, 4)}, {by: 10})),
			curves(true, own(), log(both(5))),
			curves(true, {facts: {host: 'a'}}, log(both(5))),
			curves(true, whole({metrics: {loss: points(1, 5), acc: points(1, 5)}}), log(both(50), epochs)),
			curves(true, whole(), log(both(9), epochs)),
			curves(true, {...own(), ...epochs}, log(both(50), {...epochs, below: 'logs'})),
		],
		[
			'val/loss 1×5, lr 2×5',
			'loss 1×5',
			'loss 1×5, lr 2×5',
			'loss 1×5, lr 2×9',
			'loss 1×5, lr 2×5',
			'loss 1×5, acc 1×5',
			'loss 2×50, lr 2×50',
			'loss 1×5, lr 2×50',
			'loss 2×9, .guild#loss 1×5, lr 2×9',
			'loss 1×5, lr 2×3',
			'loss 1×5, lr 2×6',
			'loss 1×5',
			'loss 1×5',
			'loss 2×5, lr 2×5',
			'loss 2×50, acc 1×5, lr 2×50',
			'loss 1×5, lr 2×9',
			'loss 1×5, lr 2×50',
		],
	);
});

test("what a log prints is told beside a program's own table where no word of a curve is known to that", () => {
	const table = (...names: string[]): Told => ({
		habits: {isTable: true},
		metrics: Object.fromEntries(names.map(name => [name, points(1, 5)])),
	});
	const log = (name: string, count = 5): Told => ({
		format: 'textlog',
		habits: {isOutput: true},
		metrics: {[name]: points(2, count)},
	});
	assert.deepEqual(
		[
			curves(true, table('val_f1'), log('Val Loss')),
			curves(true, table('val_f1'), log('Val Loss', 2)),
			curves(true, table('val_f1'), log('Steps left')),
			curves(true, table('trainLoss'), log('Loss')),
			curves(true, table('accuracy'), log('Val Acc')),
			curves(true, {...table('val_f1'), habits: {}}, log('Val Loss')),
		],
		['val_f1 1×5, Val Loss 2×5', 'val_f1 1×5', 'val_f1 1×5', 'trainLoss 1×5', 'accuracy 1×5', 'val_f1 1×5'],
	);
});
