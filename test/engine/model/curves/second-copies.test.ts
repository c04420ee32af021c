import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Layer} from '../../../../source/engine/model/layer.ts';
import {TrackedRun} from '../../../../source/engine/model/tracked-run.ts';

/** A trial of Ray Tune: its event files, and the rows of its result.json. */
function makeTrial(rows: number): TrackedRun {
	const run = new TrackedRun(1, '/exp', 'trial', '/exp/trial', '');
	const [events, table] = [new Layer('tfevents', 2, ''), new Layer('jsonl', 1, '')];
	for (let step = 1; step <= 8; step++) {
		events.series('ray/tune/loss').push(step, Number.NaN, Math.fround(1.1 / step));
		events.series('ray/tune/done').push(step, Number.NaN, 0);
	}
	for (let step = 1; step <= rows; step++) table.series('loss').push(step, Number.NaN, 1.1 / step);
	for (const layer of [events, table]) run.addLayer(layer);
	run.judgement = {status: 'finished', why: ''};
	return run;
}

test('what Ray Tune writes to two files is shown once, with all of its digits', () => {
	const {metrics} = makeTrial(8);
	assert.deepEqual([...metrics.keys()].sort(), ['loss', 'ray/tune/done']);
	assert.equal(metrics.get('loss')?.values.at(7), 1.1 / 8);
});

test('where the table lost rows the events tell more of it', () => {
	const {metrics} = makeTrial(5);
	assert.deepEqual([...metrics.keys()].sort(), ['loss', 'ray/tune/done']);
	assert.equal(metrics.get('loss')?.length, 8);
	assert.deepEqual([...makeTrial(0).metrics.keys()], ['ray/tune/loss', 'ray/tune/done']);
});
