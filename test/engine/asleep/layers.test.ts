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

const logLine = (epoch: number, second: number) =>
	`[2026-03-01 10:00:${String(second).padStart(2, '0')},000][__main__][INFO] - Epoch ${epoch}/8: train_loss: ${(2 / (second + 1)).toFixed(4)}\n`;

/** A job of Hydra whose program has written a log, in which epochs are repeated, and a table. */
function makeJob(context: test.TestContext): {root: string; job: string} {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-layers-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const job = path.join(root, 'outputs/2026-03-01/10-00-00');
	mkdirSync(path.join(job, '.hydra'), {recursive: true});
	writeFileSync(path.join(job, '.hydra/config.yaml'), 'lr: 0.1\nepochs: 8\n');
	writeFileSync(path.join(job, '.hydra/hydra.yaml'), 'hydra:\n  job:\n    name: train\n');
	writeFileSync(path.join(job, '.hydra/overrides.yaml'), '- lr=0.1\n');
	writeFileSync(path.join(job, 'train.log'), [1, 2, 3, 4, 5, 3, 4, 5, 6, 7].map(logLine).join(''));
	writeFileSync(path.join(job, 'metrics.csv'), 'epoch,val_loss,val_acc\n1,0.9,0.3\n2,0.7,0.5\n3,0.6,0.55\n');
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
const areAllAsleep = ({registry}: Engine) => [...registry.handles.values()].every(({isAsleep}) => isAsleep);

test('a run that several sources tell of is not read again, and its row and its curves are the same', context => {
	const {root} = makeJob(context);
	const first = scan(root, null);
	assert.ok(runsOf(first.engine)[0]!.layers.length > 1);
	const second = scan(root, first.renew());
	assert.ok(areAllAsleep(second.engine));
	assert.deepEqual(shownOf(second.engine), shownOf(first.engine));
	assert.ok(areAllAsleep(second.engine), 'curves were there already');
	assert.equal(second.renew(), null, 'there is nothing to keep anew');
});

test('what is more than curves is read once somebody asks for it, and no point comes twice', context => {
	const {root} = makeJob(context);
	const first = scan(root, null);
	const second = scan(root, first.renew());
	for (const {engine} of [first, second]) assert.deepEqual(runsOf(engine)[0]!.events, []);
	assert.ok(!areAllAsleep(second.engine));
	assert.deepEqual(shownOf(second.engine), shownOf(first.engine));
});

const changes: Record<string, (job: string) => void> = {
	'its log grows': job => appendFileSync(path.join(job, 'train.log'), logLine(8, 20)),
	'a row comes': job => appendFileSync(path.join(job, 'metrics.csv'), '4,0.5,0.6\n'),
	'its table goes away': job => rmSync(path.join(job, 'metrics.csv')),
	'its log goes away': job => rmSync(path.join(job, 'train.log')),
	'another table comes': job => writeFileSync(path.join(job, 'test_metrics.csv'), 'epoch,accuracy\n1,0.2\n2,0.4\n'),
	'a setting is another': job => writeFileSync(path.join(job, '.hydra/config.yaml'), 'lr: 0.2\nepochs: 8\n'),
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
