import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {Engine} from '../../source/engine/engine.ts';
import {formats} from '../../source/formats/index.ts';
import {nodeFiles} from '../../source/io/files.ts';

test('a file that was named is said to be of no run once all is read, until one is read from it', context => {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-named-'));
	context.after(() => rmSync(root, {recursive: true}));
	mkdirSync(path.join(root, 'run'));
	const write = (name: string, text: string) => {
		writeFileSync(path.join(root, name), text);
		return path.join(root, name);
	};
	const table = 'step,loss\n1,2\n2,3\n';
	const named = [write('run/metrics.csv', table), write('kept.zip', 'PK'), write('late.csv', '')];
	const engine = new Engine(nodeFiles, formats);
	const readAll = () => {
		while (!engine.work(() => false));
	};
	const remarks = () => (engine.reading().unread ?? []).map(({file, message}) => `${path.basename(file)}: ${message}`);
	engine.start([root], named);
	assert.deepEqual(remarks(), []);
	readAll();
	const archive = 'kept.zip: no run was read from this file; unpack it to look at what it holds';
	assert.deepEqual(remarks(), [archive, 'late.csv: no run was read from this file; its directory stands for it']);
	write('late.csv', table);
	engine.discovery.rescan(root);
	readAll();
	assert.deepEqual(remarks(), [archive]);
});
