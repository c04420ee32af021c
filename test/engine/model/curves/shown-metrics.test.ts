import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Layer} from '../../../../source/engine/model/layer.ts';
import {TrackedRun} from '../../../../source/engine/model/tracked-run.ts';
import {guild} from '../../../../source/formats/guild/index.ts';

const log = (layer: Layer, name: string, ...steps: number[]): void => {
	for (const step of steps) layer.series(name).push(step, Number.NaN, step);
};

function runOf(...layers: Layer[]): TrackedRun {
	const run = new TrackedRun(1, '/root', 'exp', '/root/exp', '');
	for (const layer of layers) run.addLayer(layer);
	return run;
}

/** A tracker that counts calls of its own, and was told to draw its loss over the steps of the training. */
function tracker(...steps: number[]): Layer {
	const layer = new Layer('wandb', 80, '');
	layer.defineMetric('loss', {stepMetric: 'train/step'});
	log(layer, 'loss', ...steps);
	log(layer, 'train/step', ...steps);
	return layer;
}

test('a metric is drawn over the one that its tracker was told of, where both are shown of that tracker', () => {
	const alone = runOf(tracker(0, 1));
	assert.deepEqual(
		[alone.stepMetricOf('loss'), alone.stepMetricOf('train/step'), alone.stepMetricOf('acc')],
		['train/step', null, null],
	);
	assert.equal(runOf(tracker()).stepMetricOf('loss'), null, 'which has points');
	assert.equal(runOf(tracker(), new Layer('csv', 25, 'logs')).stepMetricOf('loss'), null);
	const table = (name: string, ...steps: number[]) => {
		const layer = new Layer('csv', 25, 'logs');
		log(layer, name, ...steps);
		return layer;
	};
	const withTable = (...given: Parameters<typeof table>) => runOf(tracker(0, 1), table(...given)).stepMetricOf('loss');
	assert.deepEqual(
		[
			withTable('acc', 0, 1),
			withTable('loss', 0, 1),
			withTable('loss', 0, 1, 2, 3, 4, 5),
			withTable('train/step', 0, 1, 2, 3, 4, 5),
		],
		['train/step', 'train/step', null, null],
	);
	const resumed = runOf(tracker(2, 3), table('acc', 0));
	resumed.earlier = {run: alone, upTo: Number.POSITIVE_INFINITY};
	assert.equal(resumed.stepMetricOf('loss'), 'train/step', 'also with what was logged before');
});

test('what a run goes on from is a part of its curves, and of what it can be asked for', () => {
	const first = new Layer('wandb', 80, '');
	log(first, 'loss', 0, 1, 2);
	log(first, 'lr', 0);
	const [before, run] = [runOf(first), runOf(tracker(2, 3))];
	const stepsOf = (name: string) => run.metrics.get(name)?.steps.slice(0, run.metrics.get(name)!.length).join(' ');
	assert.deepEqual([stepsOf('loss'), run.hasMetric('lr')], ['2 3', false]);
	run.earlier = {run: before, upTo: Number.POSITIVE_INFINITY};
	assert.deepEqual([stepsOf('loss'), stepsOf('lr'), run.hasMetric('lr'), run.hasMetric('acc')], ['0 1 2 3', '0', true, false]);
	log(first, 'acc', 1);
	assert.ok(run.hasMetric('acc'), 'also of what that logs meanwhile');
	log(run.layers[0]!, 'loss', 4);
	assert.equal(stepsOf('loss'), '0 1 2 3 4');
	run.earlier = {run: before, upTo: 0};
	assert.equal(stepsOf('loss'), '0 2 3 4', 'and no more of it than is said by now');
	run.earlier = null;
	assert.equal(stepsOf('loss'), '2 3 4');
});

test('curves that an earlier attempt has left are told apart, and say nothing of the run as it is now', () => {
	const host = new Layer('guild', 88, '', {host: guild.host});
	host.facts({startedAtMs: 5000});
	log(host, 'loss', 0, 1);
	log(host, 'out/loss', 0);
	const left = new Layer('csv', 25, 'out');
	left.modifiedAtMs = 4000;
	log(left, 'loss', 7, 8);
	const run = runOf(host, left);
	assert.deepEqual([...run.metrics.keys()], ['loss', 'out/loss', 'earlier/out/loss']);
	assert.deepEqual(
		['loss', 'out/loss', 'earlier/out/loss', 'acc'].map(name => run.isLeft(name)),
		[false, false, true, false],
	);
	assert.equal(runOf(tracker(0)).isLeft('loss'), false);
	left.modifiedAtMs = 6000;
	left.changeStart();
	assert.deepEqual(
		[...run.metrics.keys()].filter(name => run.isLeft(name)),
		[],
		'unless it was written since',
	);
});

test('what each tracker says of a run is told with its own curves', () => {
	const other = new Layer('csv', 25, 'logs');
	log(other, 'loss', 5);
	other.facts({summary: {best: 1}});
	const told = (run: TrackedRun) =>
		run.writers.map(
			({summary, metrics}) => `${JSON.stringify(summary)} ${[...metrics].map(([name, {length}]) => `${name} ${length}`).join()}`,
		);
	assert.deepEqual(told(runOf(tracker(0, 1), other)), ['{} loss 2,train/step 2', '{"best":1} loss 1']);
	assert.deepEqual(told(runOf(other)), ['{"best":1} loss 1']);
});
