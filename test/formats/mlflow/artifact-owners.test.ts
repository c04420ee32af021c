import assert from 'node:assert/strict';
import {cpSync, mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import {mlflow} from '../../../source/formats/mlflow/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';

test('of two databases beside artifacts the one that lists their run is named; both where neither does', context => {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-artifacts-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	cpSync('test/fixtures/mlflow/mlflow.db', `${root}/mlflow.db`);
	cpSync('test/fixtures/mlflow-one/mlflow.db', `${root}/mlruns.db`);
	const storesOf = (id: string) => {
		const directory = `${root}/mlruns/1/${id}`;
		mkdirSync(`${directory}/artifacts`, {recursive: true});
		return mlflow.listedIn?.({path: directory, entries: nodeFiles.list(directory)!}, nodeFiles);
	};
	assert.deepEqual(storesOf('f27c53487d544763ad122d3053c17ef8'), [`${root}/mlruns.db`]);
	assert.deepEqual(storesOf('438658ea484f4283ab9aac600a7a2473'), [`${root}/mlflow.db`]);
	assert.deepEqual(storesOf('0123456789abcdef0123456789abcdef'), [`${root}/mlflow.db`, `${root}/mlruns.db`]);
});
