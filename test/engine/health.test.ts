import assert from 'node:assert/strict';
import test from 'node:test';
import {hourMs, Lab} from './liveness/lab.ts';

const linesOf = (count: number, loss: (step: number) => number): string =>
	Array.from({length: count}, (_, step) => `{"step": ${step}, "loss": ${loss(step)}}\n`).join('');

test('what is wrong in the curves of a run is told also when it is over', context => {
	const lab = new Lab(context);
	for (const [dir, exit_code] of [
		['finished', 0],
		['failed', 1],
	] as const) {
		lab.native(dir, {lastMs: lab.nowMs - hourMs, exit: {exit_code}});
		lab.write(
			`${dir}/metrics.jsonl`,
			linesOf(60, step => (step < 50 ? 1 / (step + 1) : Number.NaN)),
		);
		const {status, health} = lab.row(dir, 3000);
		assert.deepEqual([status, health.map(({text}) => text)], [dir, ['NaN at 50']]);
	}
	lab.write('table/metrics.csv', `step,loss\n${Array.from({length: 60}, (_, i) => `${i},${i < 50 ? 1 : 'nan'}`).join('\n')}\n`);
	const {status, health} = lab.row('table', 3000);
	assert.deepEqual([status, health[0]?.text], ['idle', 'NaN at 50']);
});

test('that a run is flat says nothing once it is over', async context => {
	const lab = new Lab(context);
	const {pid} = await lab.sleeper();
	lab.native('run', {pid});
	lab.grown(
		'run/metrics.jsonl',
		linesOf(2000, step => Math.max(0.5, 2 - step / 400) + 0.01 * Math.sin(step * step)),
	);
	lab.row('run');
	assert.deepEqual(
		lab.row('run', 3000).health.map(({kind}) => kind),
		['plateau'],
	);
	lab.write('run/exit.json', JSON.stringify({ended_at: lab.nowMs / 1000, exit_code: 0}));
	const {status, health} = lab.row('run', 3000);
	assert.deepEqual([status, health], ['finished', []]);
});
