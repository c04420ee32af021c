import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Status} from '../../../source/core/status.ts';
import {declaredGoals, hiddenMetrics} from '../../../source/engine/model/goals.ts';
import {leaveShut, type Shut, tellShut} from '../../../source/engine/model/layer/shut.ts';
import {toldPlaceOf} from '../../../source/engine/model/layer/told-place.ts';
import {Layer} from '../../../source/engine/model/layer.ts';
import {makeTargets} from '../../../source/engine/model/target.ts';
import {metricWords} from '../../../source/engine/model/told.ts';
import {TrackedRun} from '../../../source/engine/model/tracked-run.ts';

let count = 0;

function runAt(path: string, {status = 'finished' as Status, repeats = null as string | null} = {}): TrackedRun {
	const run = new TrackedRun(++count, '/exp', path.slice('/exp/'.length), path, '');
	const layer = new Layer('xtui', 1, '');
	layer.facts({id: path, extra: repeats === null ? {} : {restart_of: repeats}});
	run.addLayer(layer);
	return Object.assign(run, {judgement: {status, why: ''}});
}

test('who acts on a run knows its root, what lies in it, and whether it is being repeated', () => {
	const whole = runAt('/exp/a');
	const runs = [whole, runAt('/exp/a/b'), runAt('/exp/ab'), runAt('/elsewhere/c'), runAt('/exp')];
	const targets = (elsewhere: string | null, ...others: TrackedRun[]) =>
		makeTargets(runs, [...runs, ...others], new Set(['guild']), elsewhere);
	assert.deepEqual(
		targets(null).map(({path, root, holdsOthers}) => [path, root, holdsOthers]),
		[
			['/exp/a', '/exp', true],
			['/exp/a/b', '/exp', false],
			['/exp/ab', '/exp', false],
			['/elsewhere/c', '/elsewhere', false],
			['/exp', '/', true],
		],
	);
	assert.equal(targets('/')[3]!.root, '/');
	assert.equal(targets(null, runAt('/exp/ab'))[2]!.holdsOthers, true, 'two runs in one directory');
	const repeated = (status: Status) => targets(null, runAt('/exp/again', {status, repeats: whole.id}))[0]!.liveRestart !== null;
	assert.deepEqual([repeated('running'), repeated('queued'), repeated('finished')], [true, true, false]);
});

test('of what may not be read nobody says that it is damaged; what is the run’s own is named', () => {
	const shut = (file: string, more: Partial<Shut> = {}): Shut => ({
		...{file, message: 'permission denied', why: 'permission denied', isDirectory: false, isOwn: true},
		...more,
	});
	const cut = (file: string) => ({file, message: 'is cut'});
	const told = (said: string[], ...closed: Shut[]) =>
		tellShut(said.map(cut), closed).map(({file, message}) => `${file} ${message}`);
	assert.deepEqual(told(['/r/a']), ['/r/a is cut']);
	assert.deepEqual(told(['/r/a', '/r/b'], shut('/r/a')), ['/r/a permission denied', '/r/b is cut']);
	assert.deepEqual(told(['/r/d/a', '/r/e'], shut('/r/d', {isDirectory: true})), ['/r/d permission denied', '/r/e is cut']);
	assert.deepEqual(told(['/r/d/a'], shut('/r/d')), ['/r/d permission denied', '/r/d/a is cut'], 'no directory');
	assert.deepEqual(told([], shut('/out', {isOwn: false})), [], 'no fault of the run');
	assert.deepEqual(told(['/out'], shut('/out', {isOwn: false})), ['/out permission denied'], 'unless it says so itself');
	assert.deepEqual(leaveShut([cut('/r/a'), cut('/r/b')], [shut('/r/a')]), [cut('/r/b')]);
});

test('what trackers further in declare of a metric is about the one that is shown under their name, where there is one', () => {
	const run = runAt('/exp/r');
	const inner = new Layer('wandb', 2, 'wandb/x');
	for (const name of ['loss', 'acc'])
		inner.defineMetric(name, {goal: name === 'loss' ? 'minimize' : 'maximize', hidden: name === 'acc'});
	inner.series('loss').push(0, Number.NaN, 1);
	run.addLayer(inner);
	assert.deepEqual(
		[...declaredGoals(run)],
		[
			['loss', 'down'],
			['wandb/x/acc', 'up'],
		],
	);
	assert.deepEqual([...hiddenMetrics(run)], ['wandb/x/acc']);
	assert.deepEqual(
		metricWords(run).map(([name]) => name),
		['loss', 'wandb/x/acc'],
	);
});

test('settings say where a program writes its results', () => {
	const place = (config: Parameters<typeof toldPlaceOf>[0]) => toldPlaceOf(config)?.directory ?? null;
	assert.deepEqual(
		[
			place({output_dir: 'out//'}),
			place({save_dir: '/'}),
			place({output_dir: '', save_dir: 'runs'}),
			place({output_dir: 3}),
			place({}),
		],
		['out', '/', 'runs', null, null],
	);
});
