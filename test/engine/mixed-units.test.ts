import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {scanOnce} from '../../source/engine/headless.ts';
import {formats} from '../../source/formats/index.ts';
import {nodeFiles} from '../../source/io/files.ts';

const longAfterMs = 10 * 86_400_000;
const table = (head: string, rows: number, row: (i: number) => string) =>
	`${head}\n${Array.from({length: rows}, (_, i) => `${row(i)}\n`).join('')}`;
const bySteps = table('step,loss', 10, i => `${10 * i},${1 / (i + 1)}`);
const byEpochs = table('epoch,acc', 5, i => `${i},${i / 5}`);

/** How far the run of these files is, and its status once nobody has written to it for long. */
function progressOf(context: TestContext, files: Readonly<Record<string, string>>) {
	const root = mkdtempSync(path.join(tmpdir(), 'xtui-units-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	for (const [name, text] of Object.entries(files)) writeFileSync(path.join(root, name), text);
	const runs = [...scanOnce([root], nodeFiles, formats, () => Date.now() + longAfterMs).registry.runs.values()];
	assert.equal(runs.length, 1);
	const {progress, judgement} = runs[0]!;
	return [progress?.step, progress?.total, progress?.unit, judgement.status];
}

test('a run that counts steps in one table and epochs in another is measured by what each of them counts', context => {
	const of = (config: object, train = bySteps, evaluated = byEpochs) =>
		progressOf(context, {'train.csv': train, 'eval.csv': evaluated, 'config.json': JSON.stringify(config)});
	assert.deepEqual(of({}), [90, null, 'step', 'idle']);
	assert.deepEqual(of({epochs: 90}), [4, 90, 'epoch', 'idle'], 'step 90 is no epoch 90');
	assert.deepEqual(of({epochs: 200, max_steps: 1000}), [90, 1000, 'step', 'idle']);
	const longer = table('epoch,acc', 100, i => `${i},${i / 100}`);
	assert.deepEqual(of({epochs: 200}, bySteps, longer), [99, 200, 'epoch', 'idle'], 'where the epochs are further');
	assert.deepEqual(
		of(
			{epochs: 200},
			table('epoch,loss', 9, i => `${i},1`),
		),
		[8, 200, 'epoch', 'idle'],
		'both by epochs',
	);
});

test('so is one with JSON lines of both', context => {
	const steps = Array.from({length: 10}, (_, i) => `{"step": ${10 * i}, "loss": ${1 / (i + 1)}}\n`).join('');
	const epochs = Array.from({length: 5}, (_, i) => `{"epoch": ${i}, "acc": ${i / 5}}\n`).join('');
	const files = {'train_metrics.jsonl': steps, 'eval_metrics.jsonl': epochs, 'config.json': '{"epochs": 50}'};
	assert.deepEqual(progressOf(context, files), [4, 50, 'epoch', 'idle']);
});
