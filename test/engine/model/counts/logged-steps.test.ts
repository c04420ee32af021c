import assert from 'node:assert/strict';
import test from 'node:test';
import {field} from '../../../encodings/protobuf-writer.ts';
import {config, exit, item, logOf, row, stats} from '../../../formats/wandb/logs.ts';
import {Lab} from '../../liveness/lab.ts';

type Values = Record<string, number>;

const defineAll = (over: string) => field(12, field(2, '*'), field(4, over));

const directory = (name: string) => `wandb/offline-run-20261121_003418-${name}`;

/** A log of wandb, a row every three seconds until now. */
function logged(
	lab: Lab,
	name: string,
	settings: Record<string, number>,
	rows: readonly Values[],
	{defined = [], isOver = false, samples = 0}: {defined?: readonly string[]; isOver?: boolean; samples?: number} = {},
): string {
	const dir = directory(name);
	const startS = Math.floor(lab.nowMs / 1000) - 3 * rows.length;
	lab.write(
		`${dir}/run-${name}.wandb`,
		logOf(
			field(17, field(1, name), field(2, 'p')),
			config(...Object.entries(settings).map(([key, value]) => item(key, String(value)))),
			...defined.map(defineAll),
			...rows.map((values, i) => row(i, values, startS + 3 * (i + 1))),
			...Array.from({length: samples}, (_, i) => stats((startS + i) * 1000, {cpu: i})),
			...(isOver ? [exit(0)] : []),
		),
	);
	return dir;
}

test('planned steps are counted by the metric that a run counts them by, not by the calls that log', async context => {
	const lab = new Lab(context);
	const cases = {
		named: [{max_steps: 2000}, 'train/step', 'train/step', 100, 1],
		hugging: [{max_steps: 2000}, 'train/global_step', 'train/global_step', 100, 1],
		plain: [{total_timesteps: 2000}, 'global_step', null, 100, 1],
		lightning: [{max_steps: 2000}, 'trainer/global_step', 'trainer/global_step', 100, 0],
	} as const;
	for (const [name, [settings, metric, over, by, first]] of Object.entries(cases)) {
		const rows = (count: number) => Array.from({length: count}, (_, i) => ({loss: 1, [metric]: by * (i + 1) - 1 + first}));
		const options = over === null ? {} : {defined: [over]};
		const live = logged(lab, `live${name}`, settings, rows(8), options);
		await lab.sleeper({holds: `${live}/run-live${name}.wandb`});
		const {progress, estimate} = lab.row(live, 1000);
		assert.deepEqual([progress?.step, progress?.total, progress?.fraction], [799 + first, 2000, (799 + first) / 2000], name);
		assert.ok(Math.abs(estimate!.seconds - 36) < 4, `${estimate!.seconds} s for twelve rows of three seconds`);
		const over_ = logged(lab, `over${name}`, settings, rows(20), {...options, isOver: true});
		assert.deepEqual([lab.row(over_).progress?.fraction, lab.row(over_).status], [1, 'finished'], name);
	}
});

test('what counts beyond the plan, or rounds beside the training, is not what the plan counts', context => {
	const lab = new Lab(context);
	const rows = (metric: string, by: number) => Array.from({length: 8}, (_, i) => ({loss: 1, [metric]: by * (i + 1)}));
	for (const [name, metric, by, defined] of [
		['frames', 'global_step', 4000, []],
		['rounds', 'val/step', 1, ['val/step']],
		['samples', 'samples', 64, ['samples']],
	] as const) {
		const {progress} = lab.row(logged(lab, name, {max_steps: 2000}, rows(metric, by), {defined}));
		assert.deepEqual([progress?.step, progress?.total], [7, 2000], name);
	}
});

test('what is logged now and then, begins anew or stays as it is counts no steps of a run', context => {
	const lab = new Lab(context);
	const rows = (values: (i: number) => Values) => Array.from({length: 69}, (_, i): Values => ({loss: 1, ...values(i)}));
	const none: Values = {};
	const cases = {
		evaluations: [rows(i => (i % 10 === 0 ? {global_step: i, 'val/loss': 1} : none)), []],
		best: [rows(i => (i === 5 || i === 12 ? {'best/global_step': i} : none)), []],
		bestalways: [rows(i => ({'best/global_step': i >> 1})), []],
		start: [rows(i => (i === 0 ? {global_step: 0} : none)), []],
		videos: [rows(i => (i % 10 === 0 ? {clip_step: i / 10} : none)), ['clip_step']],
		halfway: [rows(i => (i < 40 ? {global_step: 10 * i} : none)), []],
		epoch: [rows(i => ({step: i % 20})), ['step']],
		still: [rows(() => ({global_step: 1})), []],
		broken: [rows(i => ({global_step: (i * 37) % 101})), []],
		falling: [rows(i => ({global_step: 99 - i})), []],
		below: [rows(i => ({global_step: i + 20 - (i < 30 ? 30 : 0)})), []],
		halves: [rows(i => ({global_step: i + 20.5})), []],
		lost: [rows(i => ({global_step: i === 30 ? Number.NaN : i + 20})), []],
	} as const;
	for (const [name, [all, defined]] of Object.entries(cases)) {
		const {progress} = lab.row(logged(lab, name, {max_steps: 100}, all, {defined}));
		assert.deepEqual([progress?.step, progress?.total], [68, 100], name);
	}
});

test('a metric that counts steps counts them past a result at the end, and when a run goes on from a checkpoint', context => {
	const lab = new Lab(context);
	const rows = Array.from({length: 50}, (_, i) => ({loss: 1, global_step: 10 * i}));
	const stepOf = (name: string, all: readonly Values[]) => lab.row(logged(lab, name, {max_steps: 1000}, all)).progress?.step;
	assert.equal(stepOf('result', [...rows, {best: 1}]), 490);
	const resumed = Array.from({length: 20}, (_, i) => ({loss: 1, global_step: 300 + 10 * i}));
	assert.equal(stepOf('resumed', [...rows, ...resumed]), 490);
	const sampled = logged(lab, 'sampled', {max_steps: 1000}, rows, {samples: 200});
	assert.equal(lab.row(sampled).progress?.step, 490, 'however often the machine is sampled');
});

test('steps that a table gives come before what counts its rows, and before the same steps told now and then', context => {
	const lab = new Lab(context);
	const stepOf = (name: string, row: (i: number) => object) => {
		lab.write(`${name}/config.json`, JSON.stringify({max_steps: 2000}));
		lab.grown(
			`${name}/log.jsonl`,
			Array.from({length: 60}, (_, i) => `${JSON.stringify({loss: 1 / (i + 1), ...row(i)})}\n`).join(''),
		);
		return lab.row(name).progress?.step;
	};
	assert.equal(
		stepOf('now', i => ({step: i, ...(i % 25 === 0 && {global_step: i})})),
		59,
	);
	assert.equal(
		stepOf('all', i => ({step: i, global_step: 10 * i})),
		590,
	);
	assert.equal(
		stepOf('behind', i => ({step: 10 * i, 'train/global_step': i})),
		590,
	);
});

test('where each step is an epoch, the epochs of a plan end it that has more steps as well', context => {
	const lab = new Lab(context);
	const rows = Array.from({length: 11}, (_, i) => ({loss: 1, epoch: i}));
	const at = (name: string, settings: Record<string, number>) => lab.row(logged(lab, name, settings, rows)).progress;
	const {step, total, unit} = at('both', {epochs: 20, max_steps: 2000})!;
	assert.deepEqual([step, total, unit], [10, 20, 'epoch']);
	assert.equal(at('fewer', {epochs: 20, max_steps: 15})?.total, 15);
});

test('finished runs tell the time that is left of one that counts by a metric', async context => {
	const lab = new Lab(context);
	// Its first steps take a third of the time of its last ones.
	const rows = (count: number) =>
		Array.from({length: count}, (_, i) => ({loss: 1, global_step: (i < 20 ? 30 : 10) * (i + 1) + (i < 20 ? 0 : 400)}));
	for (const name of ['one', 'two']) logged(lab, name, {max_steps: 1000}, rows(60), {isOver: true});
	const live = logged(lab, 'live', {max_steps: 1000}, rows(15));
	await lab.sleeper({holds: `${live}/run-live.wandb`});
	const {estimate} = lab.row(live);
	assert.match(estimate!.from, /2 siblings/);
	assert.ok(Math.abs(estimate!.seconds - 135) < 15, `${estimate!.seconds} s for 45 rows of three seconds`);
});

test('what is left of a run of a single epoch is told by finished ones of its kind: its epoch says nothing on the way', async context => {
	const lab = new Lab(context);
	const rows = (count: number) => Array.from({length: count}, () => ({loss: 1, epoch: 1}));
	for (const name of ['one', 'two']) logged(lab, name, {epochs: 1}, rows(20), {isOver: true});
	const live = logged(lab, 'live', {epochs: 1}, rows(10));
	await lab.sleeper({holds: `${live}/run-live.wandb`});
	const {estimate} = lab.row(live, 1000);
	assert.ok(estimate !== null && Math.abs(estimate.seconds - 30) < 12, `${estimate?.seconds} s for ten rows of three seconds`);
});
