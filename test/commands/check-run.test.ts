import assert from 'node:assert/strict';
import {
	chmodSync,
	closeSync,
	cpSync,
	mkdirSync,
	mkdtempSync,
	openSync,
	rmSync,
	symlinkSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {runCheck} from '../../source/commands/check/check.ts';
import {checkFiles} from '../../source/commands/check/check-files.ts';
import {type CheckedRun, checkLines, withPlace} from '../../source/commands/check/check-lines.ts';
import {emptyRow} from '../../source/core/row.ts';
import {asAnyone} from '../as-anyone.ts';

function makeTree(context: TestContext): string {
	const root = mkdtempSync(path.join(tmpdir(), 'xtui-check-'));
	context.after(() => rmSync(root, {recursive: true}));
	for (const name of ['one', 'two']) cpSync('test/fixtures/keras-csv', path.join(root, name), {recursive: true});
	return root;
}

async function check(words: string[], flags: Record<string, boolean> = {}) {
	const said: string[] = [];
	const warned: string[] = [];
	const status = await runCheck({
		words,
		flags,
		print: line => said.push(line),
		printExactly: line => said.push(line),
		warn: line => warned.push(line),
		isTerminal: false,
		cols: 80,
	});
	return {status, said: said.join('\n'), warned: warned.join('\n')};
}

test('with --run a directory must be a run itself: one that only has runs below it fails and says so', async context => {
	const root = makeTree(context);
	const {status, warned} = await check([root], {run: true});
	assert.equal(status, 1);
	assert.match(warned, /is no run: \d+ runs lie below it; without --run those are checked/);
	assert.equal((await check([root])).status, 0);
	mkdirSync(path.join(root, 'none'));
	const none = await check([path.join(root, 'none')], {run: true});
	assert.equal(none.status, 1);
	assert.match(none.warned, /is no run: nothing there looks like one/);
});

test('a file stands for the run that it is part of, and for no other beside it', async context => {
	const root = mkdtempSync(path.join(tmpdir(), 'xtui-check-'));
	context.after(() => rmSync(root, {recursive: true}));
	mkdirSync(path.join(root, 'below'));
	for (const name of ['metrics.csv', 'below/metrics.csv']) writeFileSync(path.join(root, name), 'step,loss\n1,2\n2,3\n');
	assert.match((await check([root])).said, /^2 runs, /m);
	for (const flags of [{run: false}, {run: true}]) {
		const {status, said} = await check([path.join(root, 'metrics.csv')], flags);
		assert.equal(status, 0);
		assert.match(said, /^1 run, /m);
	}
});

test('a record that was begun and never ended is a warning, once nothing writes there any more', async context => {
	const root = mkdtempSync(path.join(tmpdir(), 'xtui-check-'));
	context.after(() => rmSync(root, {recursive: true}));
	const file = path.join(root, 'metrics.csv');
	writeFileSync(file, 'step,loss\n1,2\n2,3\n3');
	utimesSync(file, 1_760_000_000, 1_760_000_000);
	const {status, said} = await check([root]);
	assert.equal(status, 0);
	assert.match(said, /warning +metrics\.csv: Ends within a record: its last 1 B are not read/);
	assert.equal((await check([root], {strict: true})).status, 1);
});

/** A run directory with these files, left alone for long. */
function makeRun(context: TestContext, texts: Record<string, string>): string {
	const root = mkdtempSync(path.join(tmpdir(), 'xtui-check-'));
	context.after(() => rmSync(root, {recursive: true}));
	for (const [place, text] of Object.entries(texts)) {
		const file = path.join(root, place);
		mkdirSync(path.dirname(file), {recursive: true});
		writeFileSync(file, text);
		utimesSync(file, 1_760_000_000, 1_760_000_000);
	}
	return root;
}

test('of many files the one that ends within a record is named, and a cut one that is replaced whole', async context => {
	const root = makeRun(context, {
		'metrics.json': '{"train": {"loss": 0.2',
		'plots/metrics/train/acc.tsv': 'step\tacc\n0\t0.5\n1\t0.7\n',
		'plots/metrics/train/loss.tsv': 'step\tloss\n0\t1.5\n1\t0.7',
	});
	const {status, said} = await check([root]);
	assert.equal(status, 1);
	assert.match(said, /warning +plots\/metrics\/train\/loss\.tsv: Ends within a record: its last 5 B are not read/);
	assert.match(said, /error +metrics\.json: Ends too early, at byte 22/);
	assert.equal(said.match(/ends too early/gi)?.length, 1);
});

test('of several tables that end within a row each is named', async context => {
	const root = makeRun(context, {
		'train_metrics.csv': 'step,loss\n1,2\n2,3\n3,4.25',
		'val_metrics.csv': 'step,val_loss\n1,2\n2,3\n3',
	});
	const {said} = await check([root]);
	assert.match(said, /warning +train_metrics\.csv: Ends without a line feed: the last number may be cut short/);
	assert.match(said, /warning +val_metrics\.csv: Ends within a record: its last 1 B are not read/);
});

test('of an output that ends in a number that may be cut short that is said, and nothing of a bar at its end', async context => {
	const row = (step: number) => `step ${step}: loss 1.${step}000, lr 0.0010\n`;
	const rows = [1, 2, 3, 4].map(row).join('');
	const root = makeRun(context, {
		'cut/train.log': `${rows}step 5: loss 1.2`,
		'comma/train.log': `${rows}step 5: loss 1.5000, tokens: 1,023,`,
		'bar/train.log': `${rows} 50%|█████     | 5/10 [00:05<00:05,  1.00it/s]`,
		'whole/train.log': `${rows}step 5: loss 1.5000, lr 0.0010`,
	});
	const long = new Date(Date.now() - 3 * 24 * 3_600_000);
	for (const name of ['cut', 'comma', 'bar', 'whole']) utimesSync(path.join(root, name, 'train.log'), long, long);
	const {status, said} = await check([root]);
	assert.equal(status, 0);
	const cut = said.split('\n').filter(line => line.includes('the last number may be cut short'));
	assert.equal(cut.length, 2, said);
	assert.doesNotMatch(said, /(?:bar|whole)\/train\.log/);
});

test('of a table that is being written an end in the middle of a row says nothing, and one in zero bytes all', async context => {
	const root = mkdtempSync(path.join(tmpdir(), 'xtui-check-'));
	context.after(() => rmSync(root, {recursive: true}));
	const file = path.join(root, 'metrics.csv');
	const held = openSync(file, 'a');
	context.after(() => closeSync(held));
	writeFileSync(file, 'step,loss\n1,2\n2,3\n3,4.2');
	assert.doesNotMatch((await check([root])).said, /Ends within/);
	writeFileSync(file, `step,loss\n1,2\n2,3\n3,4.2${'\0'.repeat(95)}`);
	assert.match(
		(await check([root])).said,
		/error +metrics\.csv: Ends in zero bytes: what was written there never came to the disk/,
	);
});

test('of the files of MLflow, which mostly end without a line feed, the metrics that end within a record are named', async context => {
	const root = makeRun(context, {
		'0/meta.yaml': 'experiment_id: "0"\nlifecycle_stage: active\nname: Default\n',
		'0/aa/meta.yaml': 'end_time: 9\nlifecycle_stage: active\nrun_id: aa\nrun_name: x\nstart_time: 8\nstatus: 3\n',
		'0/aa/params/lr': '0.1',
		'0/aa/tags/mlflow.user': 'me',
		'0/aa/metrics/acc': '1760000000000 0.5 0\n',
		'0/aa/metrics/loss': '1760000000000 1.5 0\n1760000001000 0.5',
		'0/aa/metrics/val/loss': '1760000000000 1.5 0\n17600',
	});
	const {said} = await check([root]);
	assert.match(said, /warning +metrics\/loss: Ends within a record: its last 17 B are not read/);
	assert.match(said, /warning +metrics\/val\/loss: Ends within a record: its last 5 B are not read/);
	assert.doesNotMatch(said, /meta\.yaml/);
});

test('a newer state that is cut is told, though an older one stands for it', async context => {
	const state = (step: number) => JSON.stringify({global_step: step, max_steps: 30, log_history: [{step, loss: 1}]});
	const root = makeRun(context, {
		'checkpoint-10/trainer_state.json': state(10),
		'checkpoint-20/trainer_state.json': state(20).slice(0, 60),
	});
	const {status, said} = await check([root]);
	assert.equal(status, 1);
	assert.match(said, /error +checkpoint-20\/trainer_state\.json: Ends too early, at byte 60/);
	assert.doesNotMatch(said, /checkpoint-10/);
});

test('what is wrong with the file of a store is said once, and blamed on none of its runs', async context => {
	const at = '2026-11-21T01:18:03.000000';
	const trials = [0, 1, 2].map(
		i =>
			`{"op_code": 4, "worker_id": "w", "study_id": 0, "datetime_start": "${at}"}\n` +
			`{"op_code": 6, "worker_id": "w", "trial_id": ${i}, "state": 1, "values": [1.0], "datetime_complete": "${at}"}\n`,
	);
	const root = makeRun(context, {
		'hpo.journal': `{"op_code": 0, "worker_id": "w", "study_name": "s", "directions": [1]}\n${trials.join('')}{"op_code": 4, "wor`,
	});
	const {status, said} = await check([root]);
	assert.equal(status, 0);
	assert.equal(said.match(/Ends within a record: its last 19 B are not read/g)?.length, 1);
	assert.match(said, /^In no run\n {2}warning {2}.*\/hpo\.journal: Ends within/m);
	assert.match(said, /^3 runs, /m);
});

test('lines tell runs of one store apart that have the same name', () => {
	const checked = (id: string, name: string): CheckedRun => ({
		row: {...emptyRow(), id, name, dir: 'o.db', path: '/w/o.db', format: 'optuna', status: 'crashed'},
		files: 1,
		bytes: 1,
		points: 1,
		findings: [{severity: 'error', kind: 'status', file: null, message: 'no end'}],
	});
	const lines = checkLines({
		runs: [checked('a/7', 'trial 7'), checked('b/7', 'trial 7'), checked('a/8', 'trial 8')],
		elsewhere: [],
	});
	assert.deepEqual(
		lines.filter(line => line.startsWith('o.db')),
		['o.db  trial 7  a/7  (optuna, crashed)', 'o.db  trial 7  b/7  (optuna, crashed)', 'o.db  trial 8  (optuna, crashed)'],
	);
});

test('where there is no run nothing is well', () => {
	assert.deepEqual(checkLines({runs: [], elsewhere: []}), ['0 runs, 0 files, 0 B, 0 points checked: there is nothing to check']);
});

test('a link out of a run to what its owner keeps for himself is no fault of it, and hides none of what lies beside it', context => {
	const root = mkdtempSync(path.join(tmpdir(), 'xtui-check-'));
	const shut = path.join(root, 'cache');
	context.after(() => {
		chmodSync(shut, 0o755);
		rmSync(root, {recursive: true});
	});
	chmodSync(root, 0o755);
	for (const name of ['cache', 'run', 'run/logs']) mkdirSync(path.join(root, name));
	for (const name of ['cache/core.log', 'run/logs/debug.log', 'run/logs/locked.log']) writeFileSync(path.join(root, name), 'a\n');
	chmodSync(path.join(root, 'run/logs/locked.log'), 0);
	symlinkSync(path.join(shut, 'core.log'), path.join(root, 'run/logs/a-core.log'));
	symlinkSync('locked.log', path.join(root, 'run/logs/also-locked.log'));
	chmodSync(shut, 0);
	const {files, findings} = asAnyone(() => checkFiles(path.join(root, 'run'), new Set()));
	assert.equal(files, 3);
	assert.deepEqual(findings.map(({file, message}) => `${path.basename(file ?? '')}: ${message}`).sort(), [
		'also-locked.log: This link leads to what cannot be read: permission denied',
		'locked.log: It cannot be read: permission denied',
	]);
});

test('of very many files the first ones are opened, which is said', context => {
	const root = makeRun(context, {a: '1', b: '2', c: '3'});
	const {files, findings} = checkFiles(root, new Set(), undefined, 2);
	assert.deepEqual(
		[files, findings.map(({message}) => message)],
		[2, ['There are more than 2 files: the others were not opened']],
	);
	assert.deepEqual(checkFiles(root, new Set(), undefined, 3).findings, []);
});

test('a file that may not be read is one error, which says why', async context => {
	const root = mkdtempSync(path.join(tmpdir(), 'xtui-check-'));
	context.after(() => rmSync(root, {recursive: true}));
	chmodSync(root, 0o755);
	mkdirSync(path.join(root, 'run'));
	const file = path.join(root, 'run/events.out.tfevents.1760000000.node1.1.0');
	writeFileSync(file, 'a');
	chmodSync(file, 0);
	const {said, status} = await asAnyone(() => check([root]));
	assert.equal(status, 1);
	assert.match(said, /\(tfevents, unknown\)\n {2}error {4}events\S+: It cannot be read: permission denied\n1 run, .* 1 error,/);
});

test('a message that begins with the name of its file, or the end of its path, is said with the whole path, once', () => {
	assert.equal(withPlace('/a/b/x y.json', 'x y.json is empty'), '/a/b/x y.json is empty');
	assert.equal(withPlace('out/b.json', 'out/b.json is empty'), 'out/b.json is empty');
	assert.equal(withPlace('/w/out/b.json', 'out/b.json is empty'), '/w/out/b.json is empty');
	assert.equal(withPlace('run/b.json', 'Is empty'), 'run/b.json: Is empty');
	assert.equal(withPlace('', 'b is empty'), 'b is empty');
});
