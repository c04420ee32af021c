import assert from 'node:assert/strict';
import {appendFileSync} from 'node:fs';
import os from 'node:os';
import test, {type TestContext} from 'node:test';
import {Series} from '../../../source/core/series/series.ts';
import {followCourse} from '../../../source/engine/estimates/course.ts';
import {workOf} from '../../../source/engine/estimates/work.ts';
import {readProcess} from '../../../source/io/processes/processes.ts';
import {bootId, hourMs, Lab} from '../liveness/lab.ts';

/** Lines of a CSV file with a time in seconds, one step a second. */
function timed(from: number, to: number, startMs: number): string {
	return Array.from({length: to - from}, (_, i) => `${from + i},${1 / (from + i + 1)},${startMs / 1000 + i}\n`).join('');
}

async function writing(context: TestContext, text: string) {
	const lab = new Lab(context);
	lab.write('run/config.json', JSON.stringify({max_steps: 1000}));
	lab.write('run/metrics.csv', text);
	await lab.sleeper({holds: 'run/metrics.csv'});
	return lab;
}

test('a run that was resumed is told what is left of it by its work alone, at the first look as by one that saw it resume', async context => {
	const nowMs = Date.now();
	const head = `step,loss,time\n${timed(0, 400, nowMs - 5 * hourMs)}`;
	const later = (to: number) => timed(300, to, nowMs - 260_000);
	const first = await writing(context, head + later(560));
	assert.equal(first.row('run').estimate?.text, '≈ 7 min');
	assert.ok(first.notes('run').some(note => /^left out: a stop of 4 h 5\d$/.test(note)));
	const followed = await writing(context, head);
	followed.row('run');
	// All that was done again, and more, is read at once.
	appendFileSync(followed.at('run/metrics.csv'), later(560));
	assert.equal(followed.row('run', 2000).estimate?.text, '≈ 7 min');
	assert.ok(
		followed.notes('run').some(note => /^left out: a stop of 4 h \d\d$/.test(note)),
		followed.notes('run').join('\n'),
	);
});

test('a finished sibling that was off for a night took no longer by that', async context => {
	const nowMs = Date.now();
	const lab = new Lab(context);
	const metrics = (from: number, to: number, startMs: number) =>
		Array.from({length: to - from}, (_, i) => `${JSON.stringify({step: from + i, time: startMs / 1000 + i, loss: 1})}\n`).join(
			'',
		);
	const record = (dir: string, startMs: number, more: object) =>
		lab.write(
			`sweep/${dir}/xtui-run.json`,
			JSON.stringify({xtui: 1, id: dir, started_at: startMs / 1000, total_steps: 1000, ...more}),
		);
	const startMs = nowMs - 24 * hourMs;
	record('done', startMs, {});
	lab.write('sweep/done/metrics.jsonl', metrics(1, 401, startMs) + metrics(401, 1001, startMs + 9 * hourMs));
	lab.write('sweep/done/exit.json', JSON.stringify({ended_at: startMs / 1000 + 9 * 3600 + 600, exit_code: 0}));
	const {pid} = await lab.sleeper();
	record('live', nowMs - 30_000, {pid, pid_started_at: readProcess(pid)?.startTicks, host: os.hostname(), boot_id: bootId});
	lab.write('sweep/live/metrics.jsonl', metrics(1, 31, nowMs - 30_000));
	const {seconds, from} = lab.row('sweep/live').estimate!;
	assert.match(from, /1 sibling/);
	assert.ok(Math.abs(seconds - 970) < 60, `${seconds}`);
});

test('a step with several points takes until the next step', () => {
	const series = new Series('sort');
	for (let i = 0; i < 40; i++) series.push(i >> 2, i * 1000, 0);
	const {steps, seconds, firstMs, lastMs} = workOf(series);
	assert.deepEqual([steps.at(-1), seconds.at(-1), firstMs, lastMs], [9, 36, 0, 39_000]);
});

/** Steps and moments as told, `+` where a later attempt begins; all points are kept, in order of their steps. */
function courseOf(points: [step: number, wallMs: number][], stride = 1): string[] {
	const series = new Series('sort');
	for (const [step, wallMs] of points) series.push(step, wallMs, 0);
	series.settle();
	const told: string[] = [];
	followCourse(series, 0, stride, false, (i, isLater) =>
		told.push(`${isLater ? '+' : ''}${series.steps.at(i)}@${series.walls!.at(i)}`),
	);
	return told;
}

const span = (from: number, to: number, startMs: number) =>
	Array.from({length: to - from}, (_, i): [number, number] => [from + i, startMs + i]);

test('where the points of all attempts are kept, the later one counts from where it begins', () => {
	const told = courseOf([...span(0, 6, 0), ...span(3, 9, 500)]);
	assert.deepEqual(told, ['0@0', '1@1', '2@2', '+3@500', '4@501', '5@502', '6@503', '7@504', '8@505']);
	const behind = courseOf([...span(0, 6, 0), ...span(3, 5, 500)]);
	assert.deepEqual(behind, ['0@0', '1@1', '2@2', '+3@500', '4@501'], 'what it has not done again yet is not done');
	assert.ok(courseOf([...span(0, 600, 0), ...span(300, 900, 5000)], 10).includes('+300@5000'));
});

test('two processes that log the same steps are no attempts', () => {
	const ranks = span(0, 5, 0).flatMap(([step, wallMs]): [number, number][] => [
		[step, wallMs * 10],
		[step, wallMs * 10 + 3],
	]);
	assert.ok(courseOf(ranks).every(told => !told.startsWith('+')));
	// One of them is some steps behind, and not as far yet.
	const behind = [...span(0, 20, 0), ...span(0, 15, 5)];
	assert.deepEqual(
		courseOf(behind),
		span(0, 20, 0).map(([step, wallMs]) => `${step}@${wallMs}`),
	);
});
