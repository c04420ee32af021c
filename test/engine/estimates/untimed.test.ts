import assert from 'node:assert/strict';
import {appendFileSync} from 'node:fs';
import test from 'node:test';
import {Lab} from '../liveness/lab.ts';

test('of steps without times, what goes by from the first look to the first new one is no whole step', async context => {
	const lab = new Lab(context);
	lab.write('run/config.json', JSON.stringify({epochs: 30}));
	lab.write('run/log.csv', 'epoch,loss\n0,1\n1,0.9\n2,0.8\n');
	await lab.sleeper({holds: 'run/log.csv'});
	let epoch = 3;
	const next = (laterMs: number) => {
		appendFileSync(lab.at('run/log.csv'), `${epoch++},0.5\n`);
		return lab.row('run', laterMs).estimate;
	};
	assert.equal(lab.row('run').estimate, null);
	assert.equal(next(5000), null, 'the rest of a step of 40 s');
	const told = next(40_000)!;
	assert.ok(Math.abs(told.seconds - 25 * 40) < 60, JSON.stringify(told));
	assert.match(lab.notes('run')[0]!, /^25 epochs × 40 s/);
});

test('while too little was seen to tell when a run is done, nothing is said of its end', async context => {
	const lab = new Lab(context);
	const {pid} = await lab.sleeper();
	lab.native('run', {pid, count: 6, total: 600});
	const estimate = lab.row('run').estimate!;
	assert.deepEqual([estimate.text, estimate.isOpen], ['–', true]);
	assert.deepEqual(lab.notes('run'), []);
});
