import assert from 'node:assert/strict';
import test from 'node:test';
import {groupKeyOf} from '../../source/core/table/groups/group-scopes.ts';
import {hourMs, Lab} from './liveness/lab.ts';

const done = {exit: {exit_code: 0}};

test('a run without a total has the end of its finished siblings, as long as it has not passed it', async context => {
	const lab = new Lab(context);
	const {pid} = await lab.sleeper();
	for (let i = 0; i < 3; i++)
		lab.native(`sweep/done-${i}`, {...done, group: 'sweep', count: 40, lastMs: lab.nowMs - hourMs + i * 1000});
	lab.native('sweep/young', {pid, group: 'sweep', count: 10});
	lab.native('sweep/beyond', {pid, group: 'sweep', count: 60});
	lab.native('other', {pid, group: 'other', count: 10});
	const {progress, estimate} = lab.row('sweep/young');
	assert.deepEqual([progress?.total, progress?.fraction, progress?.totalFrom], [40, 0.25, '3 siblings']);
	assert.match(estimate!.from, /total from 3 siblings$/);
	assert.ok(estimate!.seconds > 20 && estimate!.seconds < 45, `${estimate!.seconds} s for thirty steps of a second`);
	for (const dir of ['sweep/beyond', 'other']) assert.equal(lab.row(dir).progress?.total, null, dir);
	assert.equal(lab.row('sweep/done-1').progress?.total, null, 'what is over needs no end');
});

test('without siblings the same program tells, whatever values it was started with', async context => {
	const lab = new Lab(context);
	const {pid} = await lab.sleeper();
	for (let i = 0; i < 2; i++) lab.native(`old-${i}/run`, {...done, count: 40 + i, argv: ['python', 'train.py', `--lr=0.${i}`]});
	lab.native('new/run', {pid, count: 10, argv: ['python', 'train.py', '--lr=0.9']});
	lab.native('else/run', {pid, count: 10, argv: ['python', 'evaluate.py']});
	const {progress} = lab.row('new/run');
	assert.deepEqual([progress?.total, progress?.totalFrom], [41, '2 earlier runs, which ended between 40 and 41']);
	assert.equal(lab.row('else/run').progress?.total, null);
});

test('a run that does something else in the same group is no sibling', async context => {
	const lab = new Lab(context);
	const {pid} = await lab.sleeper();
	for (let i = 0; i < 2; i++) lab.native(`all/ev-${i}`, {...done, group: 'all', count: 30, argv: ['python', 'evaluate.py']});
	lab.native('all/train', {pid, group: 'all', count: 10, argv: ['python', '-u', 'train.py', '--lr=0.9']});
	lab.native('all/ev', {pid, group: 'all', count: 10, argv: ['python', 'evaluate.py']});
	assert.equal(lab.row('all/train').progress?.total, null);
	assert.deepEqual([lab.row('all/ev').progress?.total, lab.row('all/ev').progress?.totalFrom], [30, '2 siblings']);
});

test('runs that were to do more or less say nothing of the end', async context => {
	const lab = new Lab(context);
	const {pid} = await lab.sleeper();
	for (const [i, epochs] of [8, 8, 6].entries())
		lab.native(`done-${i}`, {...done, group: 'sweep', count: 5 * epochs, argv: ['python', 'train.py'], config: {epochs, lr: i}});
	lab.native('young', {pid, group: 'sweep', count: 10, argv: ['python', 'train.py'], config: {epochs: 6, lr: 7}});
	lab.native('alone', {pid, group: 'sweep', count: 10, argv: ['python', 'train.py'], config: {epochs: 7, lr: 7}});
	const {progress} = lab.row('young');
	assert.deepEqual([progress?.total, progress?.totalFrom], [30, '1 sibling']);
	assert.equal(lab.row('alone').progress?.total, null);
});

test('a count of anything is one, and so is a setting that its siblings ended at, whatever it is called', async context => {
	const lab = new Lab(context);
	const {pid} = await lab.sleeper();
	const argv = ['python', 'train.py'];
	for (const name of ['num_episodes', 'num_boost_round', 'n_trials', 'ngen', 'total_env_steps']) {
		const start = (dir: string, value: number, rest: {exit?: {exit_code: number}; pid?: number; count: number}) =>
			lab.native(`${name}/${dir}`, {...rest, argv, group: name, config: {[name]: value}});
		start('done', 50, {...done, count: 45});
		start('young', 400, {pid, count: 10});
		start('like', 50, {pid, count: 10});
	}
	const start = (dir: string, n: number, rest: {exit?: {exit_code: number}; pid?: number; count: number}) =>
		lab.native(`plain/${dir}`, {...rest, argv, group: 'plain', config: {n, seed: 20}});
	start('short', 5, {...done, count: 5});
	start('long', 20, {...done, count: 20});
	start('young', 5, {pid, count: 3});
	start('other', 7, {pid, count: 3});
	for (const name of ['num_episodes', 'num_boost_round', 'n_trials', 'ngen', 'total_env_steps']) {
		assert.equal(lab.row(`${name}/young`).progress?.total, null, name);
		assert.equal(lab.row(`${name}/like`).progress?.total, 45, name);
	}
	assert.deepEqual([lab.row('plain/young').progress?.total, lab.row('plain/young').progress?.totalFrom], [5, '1 sibling']);
	assert.equal(lab.row('plain/other').progress?.total, null);
});

test('the pace of a run that was started again in place is that of its newest start', async context => {
	const lab = new Lab(context);
	const {pid} = await lab.sleeper();
	const lines = (from: number, to: number) =>
		Array.from({length: to - from}, (_, i) => `step: ${from + i}\nloss: ${1 / (from + i + 1)}\n`).join('');
	const [old, again] = ['a', 'b'].map(letter => letter.repeat(32)) as [string, string];
	const write = (id: string, attrs: Record<string, string>, output: string) => {
		for (const [name, text] of Object.entries({opref: "script:/p '' '' train.py", output, ...attrs}))
			lab.write(`${id}/.guild/${name}`, text);
	};
	const started = `${(lab.nowMs - 1000) * 1000}\n`;
	write(old, {'attrs/started': started, 'attrs/stopped': `${lab.nowMs * 1000}\n`, 'attrs/exit_status': '0\n'}, lines(0, 40));
	write(again, {'attrs/started': started, LOCK: String(pid)}, lines(0, 24));
	lab.row(again);
	for (let step = 0; step < 28; step++) {
		lab.write(`${again}/.guild/output`, lines(0, 24) + lines(0, step + 1));
		const {progress, estimate, status} = lab.row(again, 1000);
		assert.deepEqual([status, progress?.step, progress?.total], ['running', step, 40]);
		if (step < 3) continue;
		const left = 39 - step;
		assert.ok(Math.abs(estimate!.seconds - left) < 3, `${estimate!.seconds} s of ${left} at step ${step}`);
		if (step > 20) assert.ok(estimate!.high < 60, `${estimate!.high} s at most of ${left} at step ${step}`);
	}
});

test('early stopping is the soonest end, and said as what it is', async context => {
	const lab = new Lab(context);
	const {pid} = await lab.sleeper();
	const lines = Array.from({length: 60}, (_, i) => ({
		step: i + 1,
		time: (lab.nowMs - (59 - i) * 1000) / 1000,
		loss: 1 / (i + 1),
		...((i + 1) % 5 === 0 ? {'val/loss': i < 40 ? 1 / (i + 1) : 0.5} : {}),
	}));
	for (const [name, total] of [['open'], ['planned', 400]] as const) {
		const config = {early_stopping: {monitor: 'val/loss', patience: 10}};
		lab.native(name, {pid, count: 60, config, ...(total === undefined ? {} : {total})});
		lab.grown(`${name}/metrics.jsonl`, `${lines.map(line => JSON.stringify(line)).join('\n')}\n`);
	}
	const {progress, estimate} = lab.row('open');
	assert.deepEqual([progress?.total, progress?.condition], [90, 'if val/loss does not improve']);
	assert.match(progress?.totalFrom ?? '', /^early stopping, best at step 40, config early_stopping.patience$/);
	assert.equal(estimate?.condition, 'if val/loss does not improve');
	assert.match(estimate!.text, /^(≥ \d|\d+ – \d)/);
	assert.ok(estimate!.seconds > 15 && estimate!.seconds < 45, `${estimate!.seconds} s for thirty steps of a second`);
	assert.equal(lab.row('planned').progress?.total, 400);
	assert.match(lab.notes('planned').join('\n'), /sooner if val\/loss does not improve: in \d+ s, at step 90; best at 40/);
});

test('a total of its own stays', async context => {
	const lab = new Lab(context);
	const {pid} = await lab.sleeper();
	lab.native('sweep/done', {...done, group: 'sweep', count: 40});
	lab.native('sweep/run', {pid, group: 'sweep', count: 10, total: 100});
	assert.equal(lab.row('sweep/run').progress?.total, 100);
});

test('a group is done when its last run is', async context => {
	const lab = new Lab(context);
	const {pid} = await lab.sleeper();
	lab.native('sweep/done', {...done, group: 'sweep', count: 200, total: 200});
	for (const name of ['a', 'b']) lab.native(`sweep/${name}`, {pid, group: 'sweep', count: 100, total: 200, grown: true});
	lab.native('alone', {pid, group: 'alone', count: 100, total: 200, grown: true});
	lab.native('over/a', {...done, group: 'over'});
	lab.row('alone');
	const {estimate} = lab.row('sweep/a', 2000);
	const [outlook] = lab.groups;
	assert.deepEqual(
		lab.groups.map(({group, from}) => [group, from]),
		[[groupKeyOf({group: 'sweep'}), '2 running']],
	);
	assert.ok(outlook!.seconds >= estimate!.seconds * 0.9 && outlook!.seconds < estimate!.seconds * 2);
	assert.ok(outlook!.low <= outlook!.seconds && outlook!.seconds <= outlook!.high);
	assert.match(outlook!.text, /min|s/);
});
