import assert from 'node:assert/strict';
import {existsSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import type {PaneTree} from '../../../source/core/panes/pane-tree.ts';
import {keepPanes, readPanes} from '../../../source/io/kept/panes.ts';

const tree: PaneTree = {
	direction: 'right',
	share: 0.4,
	first: {id: 1, content: 'curves', metric: 'loss'},
	second: {id: 3, content: 'logs', metric: null},
};

test('an arrangement is there at the next start, until the usual one is wanted again', context => {
	const top = mkdtempSync(path.join(os.tmpdir(), 'xtui-panes-'));
	context.after(() => rmSync(top, {recursive: true, force: true}));
	const file = path.join(top, 'not', 'there', 'panes.json');
	assert.deepEqual(readPanes(file), {tree: null, problems: []});
	keepPanes(tree, file);
	assert.deepEqual(readPanes(file), {tree, problems: []});
	keepPanes(null, file);
	assert.equal(existsSync(file), false);
	assert.deepEqual(readPanes(file), {tree: null, problems: []});
});

test('a damaged file is named, and the usual arrangement is shown', context => {
	const top = mkdtempSync(path.join(os.tmpdir(), 'xtui-panes-'));
	context.after(() => rmSync(top, {recursive: true, force: true}));
	const file = path.join(top, 'panes.json');
	for (const text of ['', '{"id": 1', '{"id": 1, "content": "no such thing", "metric": null}', '7']) {
		writeFileSync(file, text);
		const {tree: read, problems} = readPanes(file);
		assert.equal(read, null);
		assert.ok(problems[0]?.startsWith(file), text);
	}
});
