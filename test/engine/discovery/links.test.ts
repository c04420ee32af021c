import assert from 'node:assert/strict';
import {cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {scanOnce} from '../../../source/engine/headless.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {makeRoot} from '../live-session.ts';

function makeDirectory(context: TestContext): string {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	return root;
}

const dirsUnder = (root: string) => [...scanOnce([root], nodeFiles, formats).registry.runs.values()].map(({dir}) => dir).sort();

test('a link to a run beside it lists nothing again, whichever name comes first', context => {
	const root = makeDirectory(context);
	const workspace = path.join(root, 'wandb');
	const real = path.join(workspace, 'offline-run-20261121_003418-abc123');
	mkdirSync(path.join(real, 'files'), {recursive: true});
	writeFileSync(path.join(real, 'run-abc123.wandb'), '');
	writeFileSync(path.join(real, 'files/output.log'), 'epoch 1 loss 0.5\nepoch 2 loss 0.4\nepoch 3 loss 0.3\n');
	for (const name of ['latest-run', 'a first name', 'z last name']) symlinkSync(path.basename(real), path.join(workspace, name));
	assert.deepEqual(dirsUnder(root), ['wandb/offline-run-20261121_003418-abc123']);
});

test('a run that only a link leads to is listed under the name of the link', context => {
	const root = makeDirectory(context);
	const elsewhere = makeDirectory(context);
	cpSync('test/fixtures/keras-csv', path.join(elsewhere, 'runs'), {recursive: true});
	const there = dirsUnder(elsewhere);
	assert.ok(there.length > 0);
	symlinkSync(path.join(elsewhere, 'runs'), path.join(root, 'runs'));
	assert.deepEqual(dirsUnder(root), there);
});

test('a link to a file or a store of runs beside it lists nothing again, and one that leads elsewhere does', context => {
	const root = makeDirectory(context);
	const elsewhere = makeDirectory(context);
	for (const place of [root, elsewhere]) {
		cpSync('test/fixtures/recorder/models.collection', path.join(place, 'models.collection'), {recursive: true});
		writeFileSync(path.join(place, 'm.csv'), 'epoch,loss\n1,0.5\n2,0.4\n');
	}
	mkdirSync(path.join(root, 'a'));
	for (const [to, link] of [
		['../models.collection', 'a/best.collection'],
		['models.collection', 'latest'],
		['m.csv', 'latest.csv'],
		[path.join(elsewhere, 'models.collection'), 'other.collection'],
		[path.join(elsewhere, 'models.collection'), 'same other'],
		[path.join(elsewhere, 'm.csv'), 'other.csv'],
	] as const)
		symlinkSync(to, path.join(root, link));
	assert.deepEqual(dirsUnder(root), ['m.csv', 'models.collection', 'other.collection', 'other.csv']);
});
