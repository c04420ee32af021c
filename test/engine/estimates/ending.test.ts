import assert from 'node:assert/strict';
import {appendFileSync} from 'node:fs';
import test from 'node:test';
import {Lab, points} from '../liveness/lab.ts';

test('once a run has done its last step, no time is said to be left any more', async context => {
	const lab = new Lab(context);
	const {pid} = await lab.sleeper();
	lab.native('run', {pid, count: 28, total: 30});
	const textAfter = (laterMs: number) => lab.row('run', laterMs).estimate?.text;
	assert.equal(textAfter(0), '< 20 s');
	appendFileSync(lab.at('run/metrics.jsonl'), points(2, lab.nowMs + 2000, 29));
	assert.equal(textAfter(2000), '< 20 s', 'it came just now');
	assert.equal(textAfter(4000), 'steps done');
});

test('a run that goes on is not called silent any more, from its first row on', async context => {
	const lab = new Lab(context);
	const {pid} = await lab.sleeper();
	lab.native('run', {pid, count: 28, total: 600, grown: true});
	const textAfter = (laterMs: number) => lab.row('run', laterMs).estimate?.text;
	assert.match(textAfter(0) ?? '', /min$/);
	assert.equal(textAfter(33_000), 'no step for 30 s');
	appendFileSync(lab.at('run/metrics.jsonl'), points(1, lab.nowMs + 1000, 29));
	assert.doesNotMatch(textAfter(1000) ?? '', /no step/);
});
