import assert from 'node:assert/strict';
import {mkdirSync, symlinkSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {gzipSync} from 'node:zlib';
import {runCommand} from './run-command.ts';
import {makeStage} from './story.ts';

test('doctor tells what was found, and what was passed over and why', context => {
	const stage = makeStage(context);
	stage.csv('run', [1]);
	mkdirSync(path.join(stage.root, 'node_modules'));
	symlinkSync(path.join(stage.root, 'run'), path.join(stage.root, 'twin'));
	const {status, stdout} = runCommand(['doctor', stage.root, '--json']);
	assert.equal(status, 0);
	const found = JSON.parse(stdout) as {
		formats: {csv: {runs: number}};
		skipped: Record<string, string[]>;
		versions: {node: string};
	};
	assert.equal(found.formats.csv.runs, 1);
	assert.equal(found.versions.node, process.versions.node);
	assert.deepEqual(found.skipped['directories of this name hold no runs'], [path.join(stage.root, 'node_modules')]);
	assert.ok(Object.keys(found.skipped).some(why => why.startsWith('the same directory as')));
	assert.ok(!runCommand(['doctor', stage.root]).stdout.includes('\x1b'));
});

test('doctor names files that are called like metrics and were not read, and says why', context => {
	const stage = makeStage(context);
	stage.csv('run', [1]);
	const table = 'step,loss\n0,1\n1,0.5\n';
	const files = {
		gz: stage.write('gz', 'metrics.csv.gz', Buffer.from([0x1f, 0x8b, 8, 0])),
		prices: stage.write('prices', 'price_history.csv.gz', gzipSync('day,open\n2026-01-02,1\n2026-01-03,2\n')),
		utf16: stage.write('utf16', 'metrics.csv', Buffer.from(table, 'utf16le')),
		blanks: stage.write('blanks', 'metrics.csv', 'step loss note\n0 1 warm\n1 0.5 cold\n'),
		store: stage.write('store', 'study.db', ''),
		oddStore: stage.write('store', 'study.sqlitedb', ''),
	};
	stage.write('packed', 'metrics.csv.gz', gzipSync(table));
	stage.write('other', 'customers.csv', 'a b\n1 2\n');
	stage.write('other', 'customers.db', 'a b\n1 2\n');
	const {skipped} = JSON.parse(runCommand(['doctor', stage.root, '--json']).stdout) as {skipped: Record<string, string>};
	assert.match(skipped[files.gz]!, /compressed/);
	assert.match(skipped[files.prices]!, /show no metrics/);
	assert.match(skipped[files.utf16]!, /UTF-16 without a byte order mark/);
	assert.match(skipped[files.blanks]!, /parted by blanks, and "note" is not of numbers/);
	for (const path of [files.store, files.oddStore]) assert.match(skipped[path]!, /is empty: nothing was written into it/);
	assert.equal(Object.keys(skipped).length, 6);
	assert.match(runCommand(['doctor', stage.root]).stdout, /metrics\.csv\.gz was not read: it is compressed: unpack it/);
});

test('doctor names logs whose lines name metrics in no form that is known', context => {
	const stage = makeStage(context);
	const lines = (words: string) => [0, 1, 2].map(step => `${words} ${step}: loss 2.5\n`).join('');
	const odd = stage.write('odd', 'train.log', lines('круг'));
	stage.write('known', 'train.log', lines('epoch'));
	stage.write('other', 'install.log', 'checked package 12 of 14\n'.repeat(5));
	stage.write('other', 'notes.txt', lines('круг'));
	const {skipped} = JSON.parse(runCommand(['doctor', stage.root, '--json']).stdout) as {skipped: Record<string, string>};
	assert.deepEqual(Object.keys(skipped), [odd]);
	assert.match(
		skipped[odd]!,
		/name metrics, but in no form that is known: print them as "step 3 loss: 0\.5", or say where they stand under lines/,
	);
});

test('doctor tells once of compressed rows under a plain name', context => {
	const stage = makeStage(context);
	stage.csv('run', [1]);
	stage.write('lines', 'metrics.jsonl', gzipSync('{"step": 0, "loss": 1}\n{"step": 1, "loss": 0.5}\n'));
	stage.write('log', 'train.log', gzipSync('epoch 1 loss 0.5\nepoch 2 loss 0.25\n'));
	const {stdout} = runCommand(['doctor', stage.root]);
	for (const name of ['metrics.jsonl', 'train.log'])
		assert.equal(
			stdout.split('\n').filter(line => line.includes(name) && line.includes('its name does not say')).length,
			1,
			name,
		);
});
