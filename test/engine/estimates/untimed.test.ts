import assert from 'node:assert/strict';
import {appendFileSync} from 'node:fs';
import test from 'node:test';
import {setTimeout} from 'node:timers/promises';
import {Lab} from '../liveness/lab.ts';

const rows = 'epoch,loss\n0,1\n1,0.9\n2,0.8\n';

test('of steps without times, what goes by from the first look to the first new one is no whole step', async context => {
	const lab = new Lab(context);
	lab.write('run/config.json', JSON.stringify({epochs: 30}));
	lab.write('run/log.csv', rows);
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

test('of steps without times, the process that made their file tells at the first look how long they took', async context => {
	const lab = new Lab(context);
	await lab.sleeper({holds: 'run/log.csv'});
	await lab.sleeper({holds: 'resumed/log.csv'});
	await lab.sleeper({holds: 'young/log.csv'});
	const write = (run: string, text: string) => {
		lab.write(`${run}/config.json`, JSON.stringify({epochs: 30}));
		appendFileSync(lab.at(`${run}/log.csv`), text);
		lab.date(lab.nowMs + 120_000, `${run}/log.csv`);
	};
	write('run', rows);
	write('resumed', 'epoch,loss\n20,1\n21,0.9\n22,0.8\n');
	write('young', 'epoch,loss\n0,1\n1,0.9\n');
	const told = lab.row('run', 120_000).estimate!;
	assert.ok(Math.abs(told.seconds - 27 * 40) < 60, JSON.stringify(told));
	const resumed = lab.row('resumed').estimate!;
	assert.ok(resumed.seconds < 9 * 40, JSON.stringify(resumed));
	assert.equal(lab.row('young').estimate, null, 'most of it may have gone by before its first row');
	appendFileSync(lab.at('run/log.csv'), '3,0.7\n');
	const next = lab.row('run', 40_000).estimate!;
	assert.ok(Math.abs(next.seconds - 26 * 40) < 60, JSON.stringify(next));
});

test('a file that is older than the process which writes it tells nothing of its pace', async context => {
	const lab = new Lab(context);
	lab.write('run/config.json', JSON.stringify({epochs: 30}));
	lab.write('run/log.csv', rows);
	await setTimeout(2500);
	await lab.sleeper({holds: 'run/log.csv'});
	lab.date(lab.nowMs + 120_000, 'run/log.csv');
	const {status, estimate} = lab.row('run', 120_000);
	assert.deepEqual([status, estimate], ['running', null]);
});

test('while too little was seen to tell when a run is done, nothing is said of its end', async context => {
	const lab = new Lab(context);
	const {pid} = await lab.sleeper();
	lab.native('run', {pid, count: 6, total: 600});
	const estimate = lab.row('run').estimate!;
	assert.deepEqual([estimate.text, estimate.isOpen], ['–', true]);
	assert.deepEqual(lab.notes('run'), []);
});
