import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {digestSources} from '../../source/launch/record/digest.ts';

test('of a directory without git the sources tell whether the code is what it was, and nothing that is none', async context => {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-digest-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const write = (file: string, text: string) => {
		const at = path.join(root, file);
		mkdirSync(path.dirname(at), {recursive: true});
		writeFileSync(at, text);
	};
	const digest = () => digestSources(root, path.join(root, 'results'));
	assert.equal(await digest(), null);
	write('train.py', 'one');
	let before = await digest();
	for (const [file, changes, content] of [
		['train.py', true, 'two'],
		['conf/model.yaml', true, 'lr: 1'],
		['model.ckpt', false, 'weights'],
		['data.json', false, 'x'.repeat(1024 * 1024 + 1)],
		['.hidden/a.py', false, 'a'],
		['venv/lib/a.py', false, 'a'],
		['results/a/source/a.py', false, 'a'],
		['elsewhere/b/xtui-run.json', false, '{}'],
		['elsewhere/b/copy/a.py', false, 'a'],
		['elsewhere/a.py', true, 'a'],
	] as const) {
		write(file, content);
		const after = await digest();
		assert.equal(after !== before, changes, file);
		before = after;
	}
	assert.ok(before !== null);
	rmSync(path.join(root, 'train.py'));
	write('main.py', 'two');
	assert.notEqual(await digest(), before, 'a file that was renamed');
	// What has so many is a tree of data.
	for (let i = 0; i <= 3000; i++) writeFileSync(path.join(root, 'conf', `${i}.txt`), '');
	assert.equal(await digest(), null);
});
