import assert from 'node:assert/strict';
import {appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync, utimesSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import {type FirstRows, findFirstRows} from '../../../source/engine/asleep/first-rows.ts';
import {takeFirstRows} from '../../../source/engine/asleep/take-first-rows.ts';
import {Engine} from '../../../source/engine/engine.ts';
import {makeRow} from '../../../source/engine/model/row.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';

const never = () => false;

function scan(root: string, first: string[] = []): Engine {
	const engine = new Engine(nodeFiles, formats);
	engine.registry.reserve(first);
	engine.start([root]);
	while (!engine.work(() => false));
	engine.judge(Date.now());
	return engine;
}

function keep(context: test.TestContext): {root: string; kept: FirstRows} {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-first-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	cpSync('test/fixtures/guild/home', root, {recursive: true});
	for (const name of readdirSync(root, {recursive: true}) as string[]) utimesSync(path.join(root, name), 1.7e9, 1.7e9);
	const {registry} = scan(root);
	const keys = [...registry.runs.keys()].reverse();
	return {root, kept: {readBy: 'this', rows: takeFirstRows(registry, keys, nodeFiles, Date.now())}};
}

test('rows of the last screen come back with keys that their runs get when they are found', context => {
	const {root, kept} = keep(context);
	const rows = findFirstRows(kept, 'this', nodeFiles, never);
	assert.ok(rows.length > 1);
	const {runs} = scan(
		root,
		rows.map(({path: at}) => at),
	).registry;
	for (const row of rows) assert.deepEqual({...makeRow(runs.get(row.key)!), statusWhy: ''}, {...row, statusWhy: ''});
});

test('a row does not come back where a file of its run has changed, nor in another program', context => {
	const {kept} = keep(context);
	const before = findFirstRows(kept, 'this', nodeFiles, never);
	const changed = before[0]!;
	appendFileSync(path.join(changed.path, '.guild/output'), 'more\n');
	const after = findFirstRows(kept, 'this', nodeFiles, never);
	assert.equal(after.length, before.length - 1);
	assert.ok(after.every(({id}) => id !== changed.id));
	assert.deepEqual(findFirstRows(kept, 'another', nodeFiles, never), []);
	assert.deepEqual(findFirstRows(null, 'this', nodeFiles, never), []);
});

test('where the disk is slow, those that were looked at in time come without the rest', context => {
	const {kept} = keep(context);
	let left = 2;
	assert.equal(findFirstRows(kept, 'this', nodeFiles, () => left-- <= 0).length, 2);
});
