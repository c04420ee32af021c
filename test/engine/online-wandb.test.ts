import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, test} from 'node:test';
import {scanOnce} from '../../source/engine/headless.ts';
import {formats} from '../../source/formats/index.ts';
import {nodeFiles} from '../../source/io/files.ts';
import {exit, logOf, row, run} from '../formats/wandb/logs.ts';

const roots: string[] = [];
after(() => {
	for (const root of roots) rmSync(root, {recursive: true, force: true});
});

const directory = 'wandb/run-20261121_003418-abc123';
const log = `${directory}/run-abc123.wandb`;
const ended = logOf(run(), row(1, {loss: 1}), row(2, {loss: 0.5}), exit(0));

/** What wandb makes beside the log, before anything is logged. */
const made = {
	[`${directory}/files/requirements.txt`]: '',
	[`${directory}/logs/debug.log`]: '',
	[`${directory}/tmp/code/a.py`]: '',
};

/** The run that these files are. */
function only(files: Record<string, string | Uint8Array>) {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-online-'));
	roots.push(root);
	for (const [place, content] of Object.entries(files)) {
		mkdirSync(path.dirname(path.join(root, place)), {recursive: true});
		writeFileSync(path.join(root, place), content);
	}
	const found = [...scanOnce([root], nodeFiles, formats, () => Date.now() + 3_600_000).registry.runs.values()];
	assert.equal(found.length, 1);
	return found[0]!;
}

test('a run that was online has a directory named as those of SwanLab are, and is one of wandb', () => {
	for (const [bytes, status] of [
		[ended, 'finished'],
		[logOf(run(), row(1, {loss: 1}), exit(1)), 'failed'],
		[logOf(run(), row(1, {loss: 1})), 'crashed'],
	] as const) {
		const found = only({...made, [log]: bytes});
		assert.deepEqual([found.formats, found.judgement.status, [...found.metrics.keys()]], [['wandb'], status, ['loss']]);
		assert.equal(found.facts.id, 'abc123');
	}
});

test('a run that was online is one of wandb with few files beside it as with all', () => {
	const others: Record<string, string>[] = [
		{},
		{...made, [`${log}.synced`]: '', 'wandb/debug.log': '', 'wandb/settings': '[default]\n'},
		{[`${directory}/files/output.log`]: 'hello\n'},
		{[`${directory}/logs/debug.log`]: ''},
	];
	for (const beside of others) {
		const {formats: found, judgement} = only({...beside, [log]: ended});
		assert.deepEqual([found, judgement.status], [['wandb'], 'finished']);
	}
});

test('a run that was online and has lost its log is still one of wandb, and none that has crashed', () => {
	const {formats: found, facts, judgement} = only(made);
	assert.deepEqual([found, facts.id, judgement.status], [['wandb'], 'abc123', 'unknown']);
});
