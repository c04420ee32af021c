import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Series} from '../../../../source/core/series/series.ts';
import {newestEpoch} from '../../../../source/engine/model/counts/begun-epochs.ts';
import {countUp} from '../../../../source/engine/model/counts/count-up.ts';
import {epochsByLog} from '../../../../source/engine/model/counts/epochs-by-log.ts';
import {areAtEnds, epochsOver} from '../../../../source/engine/model/counts/epochs-over.ts';

/** A series of values at these steps, or at 0, 1, 2, …; NaN stands for a row without it. */
function series(values: readonly number[], steps: (at: number) => number = at => at, walls: readonly number[] = []): Series {
	const made = new Series();
	for (const [at, value] of values.entries()) if (!Number.isNaN(value)) made.push(steps(at), walls[at] ?? Number.NaN, value);
	return made;
}

const digits = (text: string) => [...text].map(letter => (letter === '.' ? Number.NaN : Number(letter)));

test('whether the newest epoch is over is told by the rows of those before it', () => {
	const newest = (epochs: string, loss = epochs, steps?: (at: number) => number) => {
		const counted = series(digits(epochs), steps);
		return newestEpoch(
			new Map([
				['epoch', counted],
				['loss', series(digits(loss), steps)],
			]),
			counted,
		);
	};
	const everyFew = (at: number) => at * 50;
	const cases: [string | null, ...Parameters<typeof newest>][] = [
		['over', '111222'],
		['over', '1112222'],
		['begun', '11112'],
		['begun', '111122'],
		['unsure', '11122', undefined],
		['begun', '112'],
		['unsure', '112', '112', everyFew],
		['unsure', '1111112222333', undefined, everyFew],
		['begun', '11111122223', undefined, everyFew],
		['unsure', '1111'],
		[null, '1'],
		[null, '000111'],
		[null, '222333'],
		[null, '1122', '1.2.'],
		['over', '111222', '...123'],
		['begun', '11112', '1234.'],
		[null, '11112', '...2.'],
	];
	assert.deepEqual(
		cases.map(([, ...given]) => newest(...given)),
		cases.map(([told]) => told),
	);
	const halves = series([1, 1, 1.5]);
	assert.equal(newestEpoch(new Map([['loss', series([3, 2, 1])]]), halves), null, 'parts of epochs say it themselves');
});

test('rows of an epoch that were written together tell nothing of how far the next one is', () => {
	const newest = (...walls: number[]) => {
		const epochs = series(digits('111222'), undefined, walls);
		return newestEpoch(new Map([['loss', series([6, 5, 4, 3, 2, 1])]]), epochs);
	};
	assert.equal(newest(100, 101, 102, 200, 201, 202), null);
	assert.equal(newest(100, 140, 180, 200, 240, 280), 'over');
	assert.equal(newest(100, 100, 100, 100, 100, 100), 'over', 'of one moment nothing is known');
});

test('a count goes up and does not begin anew, but for a checkpoint now and then', () => {
	const zigzag = Array.from({length: 40}, (_, at) => 100 + at + (at % 2) * 5);
	assert.deepEqual(
		[[5], [1, 2, 3], [3, 3, 3], [1, 2, 3, 1, 2, 3], [10, 20, 15, 25], [3, 2], zigzag].map(values => countUp(series(values))),
		[true, true, false, false, true, false, false],
	);
	const grown = series([1, 2, 9, 1]);
	assert.equal(countUp(grown), false);
	grown.push(2, Number.NaN, 3);
	assert.equal(countUp(grown), true, 'what was logged anew is looked at anew');
	grown.push(3, Number.NaN, 4);
	grown.push(4, Number.NaN, 1);
	assert.equal(countUp(grown), false, 'and what came since is looked at too');
});

test('epochs that count from 0 are over where a mean of each was logged at even distances', () => {
	const over = (name: string, steps: readonly number[], epochAt = (step: number) => Math.floor(step / 10)) =>
		epochsOver(new Map([[name, series(steps, at => steps[at]!)]]), series(Array.from({length: 60}, (_, step) => epochAt(step))));
	assert.deepEqual(
		[
			over('loss_epoch', [9, 19, 29]),
			over('loss', [9, 19, 29]),
			over('loss_epoch', [9, 19, 24]),
			over('loss_epoch', [9]),
			over('loss_epoch', [4, 9, 14]),
			over('loss_epoch', [9, 69]),
		],
		[3, 0, 2, 0, 0, 0],
	);
	const means = ['loss_epoch', 'acc_epoch'].map(
		(name, i) => [name, series([0, 0, 0, 0], at => [9, 19, 29, 39][at]! + i * 9 * at)] as const,
	);
	assert.equal(
		epochsOver(new Map(means), series(Array.from({length: 60}, (_, step) => Math.floor(step / 10)))),
		4,
		'the most of them',
	);
});

test('epochs that count from 0 are said at their ends where the first comes behind as many steps as each other', () => {
	const at = (steps: readonly number[], values = steps.map((_, i) => i)) =>
		areAtEnds(
			series(values, i => steps[i]!),
			1,
		);
	assert.deepEqual(
		[at([8, 16, 24]), at([9, 17, 25]), at([1, 9, 17]), at([8, 16, 23]), at([8]), at([8, 16], [1, 2]), at([8, 16, 24], [0, 1, 1])],
		[true, true, false, false, false, false, false],
	);
});

test('the epochs of a log are the steps of a tracker that has its values, as far as they were printed', () => {
	const exact = new Map([['val/loss', series([0.91234, 0.71234, 0.51234, 0.31234])]]);
	const offset = (name: string, values: readonly number[], first = 1) =>
		epochsByLog(new Map([[name, series(values, at => at + first)]]), exact);
	assert.deepEqual(
		[
			offset('val_loss', [0.91, 0.712, 0.5123]),
			offset('val_loss', [0.91, 0.71, 0.51], 0),
			offset('val_loss', [0.91, 0.71]),
			offset('val_loss', [0.91, 0.73, 0.51]),
			offset('train_loss', [0.91, 0.71, 0.51]),
			offset('val_loss', [0.91, 0.71, 0.51, 0.31, 0.11]),
			offset('val_loss', []),
		],
		[1, 0, null, null, null, null, null],
	);
	const sparse = new Map([['val/loss', series([0.91234, 0.71234, 0.51234], at => 2 * at)]]);
	assert.equal(epochsByLog(new Map([['val/loss', series([0.91, 0.71, 0.51])]]), sparse), null, 'at other steps');
	const tiny = new Map([['lr', series([1.26e-5, 1.14e-5, 9.8e-6])]]);
	assert.equal(epochsByLog(new Map([['lr', series([1.3e-5, 1.1e-5, 9.8e-6])]]), tiny), 0);
	assert.equal(epochsByLog(tiny, tiny), null, 'a tracker is no log of itself');
});
