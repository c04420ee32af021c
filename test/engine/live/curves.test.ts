import assert from 'node:assert/strict';
import {cpSync, mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {CurveDesk} from '../../../source/engine/live/curves.ts';
import {Layer} from '../../../source/engine/model/layer.ts';
import {TrackedRun} from '../../../source/engine/model/tracked-run.ts';
import type {Curve, CurveWish} from '../../../source/engine/protocol.ts';
import {type LiveSession, startSession} from '../live-session.ts';

const wishOf = (wish: number, run: number, metric: string, more: Partial<CurveWish> = {}): CurveWish => ({
	wish,
	run,
	metric,
	x: 'step',
	smoothing: null,
	width: 20,
	from: null,
	to: null,
	...more,
});

/** The newest answers to wishes, once all have come. */
async function ask(session: LiveSession, wishes: CurveWish[]): Promise<Curve[]> {
	const answers = () => new Map(session.updates.flatMap(({curves}) => curves).map(curve => [curve.wish, curve]));
	session.post({type: 'curves', wishes});
	await session.until('the curves', () => wishes.every(({wish}) => answers().has(wish)));
	return wishes.map(({wish}) => answers().get(wish)!);
}

function writeRun(session: LiveSession, name: string, steps: number): void {
	const lines = Array.from({length: steps}, (_, step) => `${step},${1 / (step + 1)},${Math.floor(step / 10)}`);
	mkdirSync(path.join(session.root, name));
	writeFileSync(path.join(session.root, name, 'metrics.csv'), `step,loss,epoch\n${lines.join('\n')}\n`);
}

test('curves of one chart come over the range that they span together, their own ends told apart', async t => {
	const session = startSession();
	t.after(() => session.close());
	writeRun(session, 'short', 50);
	writeRun(session, 'long', 400);
	await session.until('both', () => ['short', 'long'].every(name => session.rows.get(name)?.complete));
	const [short, long] = ['short', 'long'].map(name => session.rows.get(name)!.key) as [number, number];
	const both = await ask(session, [wishOf(1, short, 'loss', {chart: 'a'}), wishOf(2, long, 'loss', {chart: 'a'})]);
	assert.deepEqual(
		both.map(({from, to, first, last}) => [from, to, first, last]),
		[
			[0, 399, 0, 49],
			[0, 399, 0, 399],
		],
	);
	const [alone] = await ask(session, [wishOf(3, short, 'loss')]);
	assert.deepEqual([alone!.from, alone!.to], [0, 49]);
});

test('x are epochs, another metric or smoothed as wished, and steps where a run has no such thing', async t => {
	const session = startSession();
	t.after(() => session.close());
	writeRun(session, 'run', 400);
	await session.until('the run', () => session.rows.get('run')?.complete === true);
	const run = session.rows.get('run')!.key;
	const smoothing = {kind: 'window', size: 10} as const;
	const [epochs, metric, times, smooth] = await ask(session, [
		wishOf(1, run, 'loss', {x: 'epoch'}),
		wishOf(2, run, 'epoch', {x: 'metric:loss'}),
		wishOf(3, run, 'loss', {x: 'time'}),
		wishOf(4, run, 'loss', {smoothing}),
	]);
	assert.deepEqual([epochs!.axis, epochs!.first, epochs!.last], [{kind: 'value', name: 'epoch'}, 0, 39]);
	assert.deepEqual([metric!.axis.name, metric!.last], ['loss', 1]);
	assert.equal(times!.axis.kind, 'step', 'this run has no times');
	assert.equal(smooth!.smooth?.columns.length, smooth!.columns.length);
	assert.ok(smooth!.smooth!.columns[1]! <= smooth!.columns[1]!);
});

test('W&B’s definitions say which metric others are drawn over, unless the plain count is wished for', async t => {
	const session = startSession();
	t.after(() => session.close());
	cpSync(path.resolve('test/fixtures/wandb/nested_defs'), path.join(session.root, 'wandb'), {recursive: true});
	await session.until('the run', () => [...session.rows.values()].some(({complete}) => complete));
	const run = [...session.rows.values()][0]!.key;
	const [defined, plain, logged] = await ask(session, [
		wishOf(1, run, 'val.loss'),
		wishOf(2, run, 'acc'),
		wishOf(3, run, 'val.loss', {x: 'logged'}),
	]);
	assert.deepEqual([defined!.axis, defined!.first, defined!.last], [{kind: 'value', name: 'epoch'}, 0, 5]);
	assert.equal(plain!.axis.kind, 'step');
	assert.equal(logged!.axis.kind, 'step');
});

test('what a tracker keeps out of sight is told with the row', async t => {
	const session = startSession();
	t.after(() => session.close());
	cpSync(path.resolve('test/fixtures/wandb/nested_defs'), path.join(session.root, 'wandb'), {recursive: true});
	await session.until('the run', () => [...session.rows.values()].some(({complete}) => complete));
	assert.deepEqual([...session.rows.values()][0]!.hidden, ['secret']);
});

test('many curves come in several messages rather than late together', () => {
	const run = new TrackedRun(1, '/exp', 'run', '/exp/run', 'run');
	const layer = new Layer('csv', 1, '');
	run.addLayer(layer);
	for (let step = 0; step < 60; step++) layer.series('loss').push(step, Number.NaN, 1 / (step + 1));
	const desk = new CurveDesk();
	desk.setWishes([1, 2, 3].map(wish => wishOf(wish, 1, 'loss')));
	const take = () => [desk.takeCurves(new Map([[1, run]]), () => true).map(({wish}) => wish), desk.isBehind];
	assert.deepEqual(
		[take(), take(), take()],
		[
			[[1], true],
			[[2], true],
			[[3], false],
		],
	);
});
