import assert from 'node:assert/strict';
import {cpSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {scanOnce} from '../../../source/engine/headless.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {makeRoot} from '../live-session.ts';

const run = 'mlruns/1/26f2d77fda0c4e39976fc045793d358a';

test('artifacts of a run that a database lists are no runs of their own, where that database is looked at', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const artifacts = path.join(root, run, 'artifacts');
	mkdirSync(artifacts, {recursive: true});
	writeFileSync(path.join(artifacts, 'metrics.csv'), 'step,loss\n0,1\n1,0.5\n2,0.4\n');
	const dirsUnder = (directory: string) =>
		new Set([...scanOnce([directory], nodeFiles, formats).registry.runs.values()].map(({dir}) => dir));
	assert.ok(dirsUnder(root).has(`${run}/artifacts`), 'no store lists it');
	cpSync('test/fixtures/mlflow/mlflow.db', path.join(root, 'mlflow.db'));
	assert.deepEqual([...dirsUnder(root)], ['mlflow.db']);
	assert.equal(dirsUnder(path.join(root, 'mlruns')).size, 1, 'the store is not looked at');
});

test('artifacts beside a database that cannot be read are no runs of their own', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const artifacts = path.join(root, run, 'artifacts', 'sub');
	mkdirSync(artifacts, {recursive: true});
	writeFileSync(path.join(artifacts, 'metrics.csv'), 'step,loss\n0,1\n1,0.5\n2,0.4\n');
	const dirs = () => [...scanOnce([root], nodeFiles, formats).registry.runs.values()].map(({dir}) => dir);
	const store = path.join(root, 'store.db');
	const whole = readFileSync('test/fixtures/mlflow/mlflow.db');
	writeFileSync(store, whole.subarray(0, 100));
	assert.deepEqual(dirs(), [], 'cut');
	writeFileSync(store, 'no database at all');
	assert.equal(dirs().length, 1);
});

test('artifacts that a store keeps outside of it are no runs of their own either', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const dirsUnder = () => [...scanOnce([root], nodeFiles, formats).registry.runs.values()].map(({dir}) => dir);
	const makeTable = (directory: string) => {
		mkdirSync(path.join(root, directory), {recursive: true});
		writeFileSync(path.join(root, directory, 'metrics.csv'), 'step,loss\n0,1\n1,0.5\n2,0.4\n');
	};
	const [ofDatabase, ofFiles] = ['c77183f3a4e74f259b64a7cae1a667f1', '76959cba54304a568ca95a09e253814a'];
	for (const id of [ofDatabase, ofFiles]) makeTable(`kept/1/${id}/artifacts/tables`);
	makeTable('kept/1/0123456789abcdef0123456789abcdef/artifacts');
	assert.equal(dirsUnder().length, 3);

	// It lies deeper than what it lists.
	const home = path.join(root, 'some/where/else/below/here');
	mkdirSync(home, {recursive: true});
	cpSync('test/fixtures/mlflow/mlflow.db', path.join(home, 'mlflow.db'));
	const experiment = '419040882987689469';
	cpSync(`test/fixtures/mlflow/mlruns/${experiment}`, path.join(root, 'mlruns', experiment), {recursive: true});
	assert.deepEqual(
		dirsUnder().filter(dir => dir.startsWith('kept')),
		['kept/1/0123456789abcdef0123456789abcdef/artifacts'],
		'what no store lists is still a run',
	);
});
