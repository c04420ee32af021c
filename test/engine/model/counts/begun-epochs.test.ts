import assert from 'node:assert/strict';
import test from 'node:test';
import {hourMs, Lab} from '../../liveness/lab.ts';

interface Row {
	epoch: number;
	step: number;
	loss: number;
	time: number;
}

const perEpoch = 20;

/** Rows of steps, one a second until now, with the epoch that each is in. */
function rowsOf(lab: Lab, count: number, first = 1): Row[] {
	const startS = lab.nowMs / 1000 - count;
	return Array.from({length: count}, (_, i) => ({
		epoch: first + Math.floor(i / perEpoch),
		step: i + 1,
		loss: 1 / (i + 1),
		time: startS + i + 1,
	}));
}

function write(lab: Lab, dir: string, rows: readonly object[], epochs = 3): string {
	lab.write(`${dir}/config.json`, JSON.stringify({epochs}));
	lab.grown(`${dir}/log.jsonl`, rows.map(row => `${JSON.stringify(row)}\n`).join(''));
	return dir;
}

test('an epoch that has begun is none that is over, where epochs count from 1 in rows of steps', async context => {
	const lab = new Lab(context);
	const live = write(lab, 'live', rowsOf(lab, 39));
	await lab.sleeper({holds: 'live/log.jsonl'});
	const {progress, estimate} = lab.row(live);
	assert.deepEqual([progress?.step, progress?.total, progress?.fraction], [2, 3, 1 / 3]);
	assert.ok(Math.abs(estimate!.seconds - 21) < 3, `${estimate!.seconds} s for 21 steps of a second`);
	const fractionOf = (dir: string, count: number, epochs = 3) =>
		lab.row(write(lab, dir, rowsOf(lab, count), epochs)).progress?.fraction;
	assert.equal(fractionOf('first', 7), 0);
	assert.equal(fractionOf('last', 59), 2 / 3);
	assert.equal(fractionOf('whole', 60), 1, 'with as many rows as the epochs before');
	const uneven = rowsOf(lab, 59).filter(({step}) => step !== 20);
	assert.equal(lab.row(write(lab, 'uneven', uneven)).progress?.fraction, 1, 'with as many as the shortest of them');
	assert.equal(fractionOf('only', 15, 1), null, 'of one epoch alone');
	assert.deepEqual(lab.look('whole', 5 * hourMs).status, 'finished');
	assert.notEqual(lab.look(write(lab, 'short', rowsOf(lab, 58)), 5 * hourMs).status, 'finished');
});

test('where nothing tells how long the last epoch is, it is open while its run goes on, and over once that is silent', async context => {
	const lab = new Lab(context);
	const everyFew = (count: number, steps: number) =>
		Array.from({length: count}, (_, i) => ({
			epoch: 1 + Math.floor((i * 50) / steps),
			step: i * 50,
			loss: 1 / (i + 1),
			time: lab.nowMs / 1000 - count + i + 1,
		}));
	const cases = {
		only: [everyFew(4, 391), 1, null],
		shorter: [everyFew(7, 151), 2, 1 / 2],
		third: [everyFew(9, 151), 3, 2 / 3],
	} as const;
	for (const [name, [rows, epochs, open]] of Object.entries(cases)) {
		const {status, progress} = lab.row(write(lab, name, rows, epochs));
		assert.deepEqual([status, progress?.fraction], ['running', open], name);
	}
	for (const name of Object.keys(cases)) {
		const {status, progress} = lab.row(name, 5 * hourMs);
		assert.deepEqual([status, progress?.fraction], ['finished', 1], `${name}, silent`);
	}
	// By a clock, epochs have now more, now fewer rows.
	const byClock = [30, 28, 29, 26].flatMap((rows, at) => Array.from({length: rows}, () => at + 1));
	const clocked = byClock.map((epoch, i) => ({epoch, step: i * 7, loss: 1 / (i + 1), time: lab.nowMs / 1000 - 200 + i}));
	assert.equal(lab.row(write(lab, 'clocked', clocked, 4), 5 * hourMs).status, 'finished');
	const broken = write(lab, 'broken', rowsOf(lab, 45));
	assert.deepEqual([lab.row(broken, 5 * hourMs).status, lab.row(broken, 5 * hourMs).progress?.fraction], ['idle', 2 / 3]);
	const two = [0, 1, 2].map(i => ({epoch: 1 + (i >> 1), step: i, loss: 1, time: lab.nowMs / 1000 - 3 + i}));
	assert.equal(lab.row(write(lab, 'two', two, 2), 5 * hourMs).progress?.fraction, 1 / 2, 'each step was logged');
});

test('an epoch that is logged at its end is over, however many rows tell of it', context => {
	const lab = new Lab(context);
	const at = (dir: string, rows: readonly object[]) => lab.row(write(lab, dir, rows)).progress?.fraction;
	const startS = lab.nowMs / 1000 - 100;
	const once = [1, 2].map(epoch => ({epoch, step: 100 * epoch, loss: 1, time: startS + 40 * epoch}));
	assert.equal(at('once', once), 2 / 3);
	const parts = once.flatMap(row => [0, 1, 2].map(part => ({...row, step: row.step + part, time: row.time + part, lr: part})));
	assert.equal(at('parts', parts), 2 / 3);
	const apart = once.flatMap(row => [{...row}, {epoch: row.epoch, step: row.step + 1, acc: 1, time: row.time + 39}]);
	assert.equal(at('apart', apart), 2 / 3, 'another metric in each row');
	assert.equal(lab.row(write(lab, 'zero', rowsOf(lab, 39, 0))).progress?.fraction, 1 / 3, 'counted from 0');
});
