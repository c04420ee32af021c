import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createLineScanner} from '../../../../../source/formats/textlog/index.ts';

/** Times of lines of one log, each behind its date a row; NaN where a line has none. The row has no other values than its own. */
function timesOf(...dates: string[]): number[] {
	const scanner = createLineScanner();
	return dates.map((date, i) => {
		const {metrics, wallMs} = scanner.scan(`${date}step ${i} loss 0.5`);
		assert.deepEqual(metrics, [{step: i, name: 'loss', value: 0.5}], date);
		return wallMs;
	});
}

const local = new Date(2024, 2, 31, 22, 0, 1).getTime();

test('reads dates that mean one moment, and no metric from them', () => {
	for (const date of [
		'Sun Mar 31 22:00:01 2024: ',
		'[Sun Mar 31 22:00:01 2024] ',
		'Mar 31, 2024 22:00:01 | ',
		'31 Mar 2024 22:00:01 | ',
		'Sun 31 Mar 2024 22:00:01 INFO ',
		'31-Mar-2024 22:00:01 ',
		'31.03.2024 22:00:01 ',
		'[31.03.2024 22:00:01] INFO ',
		'20240331-22:00:01 ',
		'20240331_220001 ',
		'03/31/2024 22:00:01 - INFO - __main__ - ',
		'31/03/2024 22:00:01 ',
		'03/31/2024 10:00:01 PM - INFO - ',
		'level=info ts=2024-03-31T22:00:01 caller=train.go:55 msg="train step" ',
	]) {
		assert.deepEqual(timesOf(date), [local], date);
	}
	assert.deepEqual(
		timesOf('1711846800.123 ', '[1711846800.250] ', '1711846800: '),
		[1711846800123, 1711846800250, 1711846800000],
	);
	assert.deepEqual(timesOf('Sun Mar 31 22:00:01 UTC 2024 '), [Date.UTC(2024, 2, 31, 22, 0, 1)]);
});

test('takes dates off that mean no one moment', () => {
	for (const date of [
		'Mar 31 22:00:01 host python[123]: ',
		'Sun Mar 31 22:00:01 CST 2024 ',
		'03/04/2024 22:00:01 ',
		'24/03/31 22:00:01 INFO ',
	]) {
		assert.deepEqual(timesOf(date), [Number.NaN], date);
	}
	assert.deepEqual(timesOf('2024-03-31 22:00:01 host python[123]: '), [local]);
	assert.deepEqual(createLineScanner().scan('started on Sun Mar 31 at step 5 loss 0.5').metrics, [
		{step: 5, name: 'loss', value: 0.5},
	]);
});

test('the first date with slashes says for the log which number is the month', () => {
	const [, april] = timesOf('03/31/2024 22:00:01 ', '04/01/2024 22:00:01 ');
	assert.equal(april, new Date(2024, 3, 1, 22, 0, 1).getTime());
	assert.deepEqual(timesOf('03/04/2024 22:00:01 ', '03/31/2024 22:00:01 '), [Number.NaN, Number.NaN]);
});
