import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Series} from '../../../../source/core/series/series.ts';
import {JoinedMetrics} from '../../../../source/engine/model/starts/joined.ts';

/** Logs a step each, with a value that says who logged it. */
function log(series: Series, value: number, ...steps: number[]): Series {
	for (const step of steps) series.push(step, Number.NaN, value);
	return series;
}

const first = () => log(new Series(), 1, 0, 1, 2, 3);

/** A run that goes on from another one, as its curve is asked for again and again while both are written. */
function follow(earlier: Record<string, Series>, own: Record<string, Series>, upTo = Number.POSITIVE_INFINITY) {
	const joined = new JoinedMetrics();
	const [before, now] = [new Map(Object.entries(earlier)), new Map(Object.entries(own))];
	return (name = 'loss') => {
		const series = joined.follow(before, now, upTo).get(name);
		if (series === undefined) return null;
		return Array.from({length: series.length}, (_, at) => `${series.steps.at(at)}:${series.values.at(at)}`).join(' ');
	};
}

test('the curve of a run that goes on has what was logged before its own first step, whenever that comes', () => {
	const own = new Series();
	const curve = follow({loss: first()}, {loss: own});
	assert.equal(curve(), '0:1 1:1 2:1 3:1');
	log(own, 2, 2);
	assert.equal(curve(), '0:1 1:1 2:2');
	log(own, 2, 3, 4);
	assert.equal(curve(), '0:1 1:1 2:2 3:2 4:2');
	log(own, 3, 3);
	assert.equal(curve(), '0:1 1:1 2:2 3:3', 'and goes on from a checkpoint of its own');
	log(own, 3, 4, 5);
	assert.equal(curve(), '0:1 1:1 2:2 3:3 4:3 5:3');
	assert.equal(follow({loss: first()}, {loss: log(new Series(), 2, 0, 1)})(), '0:2 1:2', 'one that began anew has nothing of it');
});

test('steps that were logged again between two looks are those that were logged last', () => {
	const own = log(new Series(), 2, 4, 5, 6);
	const curve = follow({loss: first()}, {loss: own});
	curve();
	for (let attempt = 3; attempt < 70; attempt++) {
		log(own, attempt, 5, 6, 7);
		assert.equal(curve(), `0:1 1:1 2:1 3:1 4:2 5:${attempt} 6:${attempt} 7:${attempt}`);
	}
});

test('runs that were read anew are joined anew', () => {
	const joined = new JoinedMetrics();
	const values = (earlier: Series, own: Series) => {
		const series = joined.follow(new Map([['loss', earlier]]), new Map([['loss', own]]), 9).get('loss')!;
		return Array.from({length: series.length}, (_, at) => series.values.at(at)).join('');
	};
	const own = log(new Series(), 2, 2);
	assert.equal(values(first(), own), '112');
	const other = log(new Series(), 3, 0, 1);
	assert.equal(values(other, own), '332');
	assert.equal(values(other, log(new Series(), 4, 1)), '34');
});

test('what the earlier run logs meanwhile counts, and what it logged behind a fork does not', () => {
	const earlier = first();
	const curve = follow({loss: earlier, lr: log(new Series(), 1, 0, 2)}, {loss: log(new Series(), 2, 6)}, 4);
	assert.deepEqual([curve(), curve('lr')], ['0:1 1:1 2:1 3:1 6:2', '0:1 2:1']);
	log(earlier, 1, 4, 5);
	assert.equal(curve(), '0:1 1:1 2:1 3:1 4:1 6:2');
	const forked = follow({loss: first(), late: log(new Series(), 1, 3)}, {}, 1);
	assert.deepEqual([forked(), forked('late')], ['0:1 1:1', null]);
});

test('a metric whose points stand in no order of steps is that of the run alone, and that of the earlier one where only that has it', () => {
	const unordered = () => log(new Series('sort'), 1, 3, 1, 2);
	assert.equal(follow({loss: unordered()}, {loss: log(new Series(), 2, 5)})(), '5:2');
	assert.equal(follow({loss: first()}, {loss: log(new Series('sort'), 2, 5)})(), '5:2');
	assert.equal(follow({loss: unordered()}, {})(), '3:1 1:1 2:1');
});

test('where a run goes on from another one is marked in its curve', () => {
	const joined = new JoinedMetrics();
	const [earlier, own] = [first(), new Series()];
	const marks = () => {
		const {seams, superseded} = joined.follow(new Map([['loss', earlier]]), new Map([['loss', own]]), 9).get('loss')!;
		return [seams, superseded.length];
	};
	assert.deepEqual(marks(), [[], 0]);
	log(own, 2, 2, 3);
	assert.deepEqual(marks(), [[2], 0], 'and what it did not go on from is no attempt of its own');
	log(own, 2, 4);
	assert.deepEqual(marks(), [[2], 0]);
});
