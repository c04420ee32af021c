import assert from 'node:assert/strict';
import {appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import {type PackedReadings, ReadingShelf} from '../../../source/engine/asleep/shelf.ts';
import type {Engine} from '../../../source/engine/engine.ts';
import {scanOnce} from '../../../source/engine/headless.ts';
import {makeRow} from '../../../source/engine/model/row.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {settle} from './engine-lab.ts';

const range = (from: number, to: number) => Array.from({length: to - from + 1}, (_, i) => from + i);
const two = (number: number) => String(number).padStart(2, '0');
const logLine = (epoch: number, at: number) =>
	`[2026-03-01 10:${two(Math.floor(at / 60))}:${two(at % 60)},000][__main__][INFO] - Epoch ${epoch}/90: train_loss: ${(2 / (at + 1)).toFixed(4)}\n`;
const rowLine = (epoch: number) => `${epoch},${1 / epoch},${Math.sqrt(epoch) / 10}\n`;

/** A job of Hydra whose program has written a log, in which epochs are repeated, and a table. */
function makeJob(context: test.TestContext): {root: string; job: string} {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-layers-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const job = path.join(root, 'outputs/2026-03-01/10-00-00');
	mkdirSync(path.join(job, '.hydra'), {recursive: true});
	writeFileSync(path.join(job, '.hydra/config.yaml'), 'lr: 0.1\nepochs: 90\n');
	writeFileSync(path.join(job, '.hydra/hydra.yaml'), 'hydra:\n  job:\n    name: train\n');
	writeFileSync(path.join(job, '.hydra/overrides.yaml'), '- lr=0.1\n');
	writeFileSync(path.join(job, 'train.log'), [...range(1, 50), ...range(31, 55)].map(logLine).join(''));
	writeFileSync(path.join(job, 'metrics.csv'), `epoch,val_loss,val_acc\n${range(1, 55).map(rowLine).join('')}`);
	settle(root);
	return {root, job};
}

function scan(root: string, kept: PackedReadings | null) {
	const shelf = new ReadingShelf(nodeFiles).load('this program', kept);
	const engine = scanOnce([root], nodeFiles, formats, () => Date.now(), true, shelf);
	return {engine, renew: () => shelf.renew(engine.registry.handles)};
}

const runsOf = ({registry}: Engine) => [...registry.runs.values()];
const shownOf = (engine: Engine) =>
	runsOf(engine).map(run => ({
		row: {...makeRow(run), statusWhy: ''},
		curves: Array.from(run.metrics, ([name, series]) => [name, series.state]),
	}));
/** Whether the log and the table were not read; Hydra's settings are so small that they are read each time. */
const areTaken = ({registry}: Engine) =>
	[...registry.handles.values()].filter(({format}) => format.id !== 'hydra').every(({isAsleep}) => isAsleep);

test('a run that several sources tell of is not read again, and its row and its curves are the same', context => {
	const {root} = makeJob(context);
	const first = scan(root, null);
	assert.ok(runsOf(first.engine)[0]!.layers.length > 1);
	const second = scan(root, first.renew());
	assert.ok(areTaken(second.engine));
	assert.deepEqual(shownOf(second.engine), shownOf(first.engine));
	assert.ok(areTaken(second.engine), 'curves were there already');
	assert.equal(second.renew(), null, 'there is nothing to keep anew');
});

test('what is more than curves is read once somebody asks for it, and no point comes twice', context => {
	const {root} = makeJob(context);
	const first = scan(root, null);
	const second = scan(root, first.renew());
	for (const {engine} of [first, second]) assert.deepEqual(runsOf(engine)[0]!.events, []);
	assert.ok(!areTaken(second.engine));
	assert.deepEqual(shownOf(second.engine), shownOf(first.engine));
});

const changes: Record<string, (job: string) => void> = {
	'its log grows': job => appendFileSync(path.join(job, 'train.log'), logLine(55, 75)),
	'a row comes': job => appendFileSync(path.join(job, 'metrics.csv'), rowLine(56)),
	'its table goes away': job => rmSync(path.join(job, 'metrics.csv')),
	'its log goes away': job => rmSync(path.join(job, 'train.log')),
	'another table comes': job => writeFileSync(path.join(job, 'test_metrics.csv'), 'epoch,accuracy\n1,0.2\n2,0.4\n'),
	'a setting is another': job => writeFileSync(path.join(job, '.hydra/config.yaml'), 'lr: 0.2\nepochs: 90\n'),
	'all but its log goes away': job => rmSync(path.join(job, '.hydra'), {recursive: true}),
	'a run comes beside it': job => {
		const beside = path.join(path.dirname(job), '11-00-00');
		mkdirSync(beside);
		writeFileSync(path.join(beside, 'train.log'), [1, 2, 3].map(logLine).join(''));
	},
};

for (const [what, change] of Object.entries(changes)) {
	test(`a run of several sources is shown as it is where ${what}`, context => {
		const {root, job} = makeJob(context);
		const kept = scan(root, null).renew();
		change(job);
		assert.deepEqual(shownOf(scan(root, kept).engine), shownOf(scan(root, null).engine));
	});
}
