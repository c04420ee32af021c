import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import {Lab, minuteMs} from '../lab.ts';

/** An MLflow run that its living program opened, and two within each other below it. */
async function makeNested(context: TestContext) {
	const lab = new Lab(context);
	lab.write('search.py', 'read line\n');
	await lab.python([lab.at('search.py')], ({words}) => words.length === 2);
	const startMs = Date.now() + 3000;
	const run = (id: string, startedAtMs: number, parent?: string) => {
		lab.write(`mlruns/1/${id}/meta.yaml`, `run_id: ${id}\nstatus: 1\nstart_time: ${startedAtMs}\nexperiment_id: '1'\n`);
		lab.write(`mlruns/1/${id}/tags/mlflow.source.name`, lab.at('search.py'));
		if (parent !== undefined) lab.write(`mlruns/1/${id}/tags/mlflow.parentRunId`, parent);
	};
	run('outer', startMs);
	run('inner', startMs, 'outer');
	const log = (lastMs: number) => {
		run('innermost', startMs, 'inner');
		const points = Array.from({length: 30}, (_, i) => `${lastMs - (29 - i) * 20_000} 1 ${i}\n`);
		lab.grown('mlruns/1/innermost/metrics/loss', points.join(''));
	};
	return {lab, startMs, log};
}

test('a run whose program writes to the runs below it goes on while they do', async context => {
	const {lab, startMs, log} = await makeNested(context);
	lab.nowMs = startMs + 30 * minuteMs;
	log(lab.nowMs - 5000);
	for (const dir of ['outer', 'inner']) {
		const {status, why} = lab.look(`mlruns/1/${dir}`);
		assert.equal(status, 'running', `${dir}: ${why}`);
		assert.match(why, /^a run below it was written within the last/);
	}
	assert.equal(lab.look('mlruns/1/outer', 40 * minuteMs).status, 'stalled', 'nobody writes there any more');
});

test('a run below which nothing was ever written is judged by its own silence', async context => {
	const {lab, startMs} = await makeNested(context);
	lab.nowMs = startMs + 30 * minuteMs;
	assert.equal(lab.look('mlruns/1/outer').status, 'stalled');
});
