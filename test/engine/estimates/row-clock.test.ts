import assert from 'node:assert/strict';
import {appendFileSync} from 'node:fs';
import test from 'node:test';
import {RowClock} from '../../../source/engine/estimates/row-clock.ts';
import {hourMs, Lab} from '../liveness/lab.ts';

const nowMs = 1_760_000_000_000;

/** Growths of a file: when it was written, and how long before that its newest row says that it was made, milliseconds. */
function offsetAfter(...growths: [laterMs: number, behindMs: number][]): number {
	const clock = new RowClock();
	for (const [laterMs, behindMs] of growths) clock.note(nowMs + laterMs, nowMs + laterMs - behindMs);
	return clock.offsetMs;
}

test('rows that come as they are made, all by the same hours too early or too late, were timed by another clock', () => {
	assert.equal(offsetAfter([0, 2 * hourMs], [1000, 2 * hourMs]), 2 * hourMs);
	assert.equal(offsetAfter([0, -5 * hourMs], [1000, 900 - 5 * hourMs]), -5 * hourMs, 'ahead');
	assert.equal(offsetAfter([0, 5.75 * hourMs + 800], [60_000, 5.75 * hourMs + 12_000]), 5.75 * hourMs, 'in Nepal');
	assert.equal(offsetAfter([0, 2 * hourMs]), 0, 'once is chance');
	assert.equal(offsetAfter([0, 2 * hourMs], [60_000, 2 * hourMs + 60_000]), 0, 'no new row');
	assert.equal(offsetAfter([0, 300], [1000, 300]), 0, 'this machine’s own clock');
	assert.equal(offsetAfter([0, 2 * hourMs], [1000, 2.1 * hourMs]), 0, 'what is copied here by and by');
	assert.equal(offsetAfter([0, 40 * hourMs], [1000, 40 * hourMs]), 0, 'no zone is so far off');
	assert.equal(offsetAfter([0, 2 * hourMs], [1000, 2 * hourMs], [2000, 0], [3000, 0]), 0, 'rows by the own clock again');
});

for (const behindHours of [2, -5]) {
	test(`the time that is left of a run whose rows are timed ${behindHours} hours behind is that of any other`, async context => {
		const lab = new Lab(context);
		const startMs = lab.nowMs;
		let step = 0;
		/** Steps of a second each, the newest one made now. */
		const write = (count: number) => {
			for (const last = step + count; step < last; ) {
				step++;
				appendFileSync(
					lab.at('run/log.jsonl'),
					`${JSON.stringify({step, loss: 1 / step, time: startMs / 1000 + step - 40 - behindHours * 3600})}\n`,
				);
			}
			lab.date(lab.nowMs, 'run/log.jsonl');
		};
		lab.write('run/config.json', JSON.stringify({max_steps: 240}));
		write(40);
		await lab.sleeper({holds: 'run/log.jsonl'});
		lab.row('run');
		for (let i = 0; i < 3; i++) {
			lab.nowMs += 2000;
			write(2);
			lab.row('run');
		}
		const {estimate} = lab.row('run');
		const leftS = (estimate!.finishAtMs - lab.nowMs) / 1000;
		assert.ok(Math.abs(leftS - 194) < 4, `${leftS} s for 194 steps of a second`);
		assert.match(estimate!.text, /^≈ 3 min (15|30) s$/);
	});
}
