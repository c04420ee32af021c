import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {unifiedLines} from '../../../source/core/diff/code/unified.ts';
import type {RunCode} from '../../../source/engine/code/code-of.ts';
import {compareCode} from '../../../source/engine/code/compare-code.ts';
import {type Kept, nothingKept} from '../../../source/formats/kept.ts';
import {nodeFiles} from '../../../source/io/files.ts';

interface Repository {
	top: string;
	git: (...words: string[]) => string;
	write: (name: string, text: string) => string;
	commit: () => string;
}

function makeRepository(context: TestContext): Repository {
	const top = mkdtempSync(path.join(os.tmpdir(), 'xtui-code-'));
	context.after(() => rmSync(top, {recursive: true, force: true}));
	const git = (...words: string[]) =>
		execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...words], {
			cwd: top,
			encoding: 'utf8',
			stdio: 'pipe',
		}).trim();
	const write = (name: string, text: string) => {
		const file = path.join(top, name);
		mkdirSync(path.dirname(file), {recursive: true});
		writeFileSync(file, text);
		return file;
	};
	git('init', '-q', '-b', 'main');
	const commit = () => {
		git('add', '-A');
		git('commit', '-q', '-m', 'x');
		return git('rev-parse', 'HEAD');
	};
	return {top, git, write, commit};
}

const code = (name: string, places: string[], commit: string | null, kept: Partial<Kept> = {}, dirty = false): RunCode => ({
	name,
	git: commit === null ? null : {commit, branch: 'main', dirty, remote: null},
	digest: null,
	kept: {...nothingKept, ...kept},
	places,
});

const lines = (count: number, change: Record<number, string> = {}) =>
	Array.from({length: count}, (_, at) => `${change[at] ?? `line ${at}`}\n`).join('');

test('two commits are compared file by file: changed, added, removed, moved', async context => {
	const {top, write, commit, git} = makeRepository(context);
	write('train.py', lines(20));
	write('old name.py', lines(5));
	write('gone.py', 'x = 1\n');
	const first = commit();
	write('train.py', lines(20, {10: 'changed'}));
	write('lib/new.py', 'y = 2\n');
	git('mv', 'old name.py', 'lib/new name.py');
	git('rm', '-q', 'gone.py');
	const second = commit();
	const diff = await compareCode(nodeFiles, code('a', [top], first), code('b', ['/nowhere', top], second));
	assert.equal(diff.how, `commits ${first.slice(0, 8)} → ${second.slice(0, 8)} in ${top}`);
	assert.deepEqual(
		diff.files.map(({path: at, change, added, removed}) => `${at} ${change} +${added} -${removed}`),
		['gone.py removed +0 -1', 'lib/new name.py moved +0 -0', 'lib/new.py added +1 -0', 'train.py changed +1 -1'],
	);
	assert.deepEqual(diff.notes, []);
	git('checkout', '-q', first);
	execFileSync('git', ['apply', '--check', '-'], {cwd: top, input: `${unifiedLines(diff).join('\n')}\n`, stdio: 'pipe'});
});

test('what was changed beyond the commit is laid over it', async context => {
	const {top, write, commit, git} = makeRepository(context);
	write('train.py', lines(30));
	const first = commit();
	write('train.py', lines(30, {3: 'tried'}));
	const patch = path.join(top, '.git', 'a.patch');
	writeFileSync(patch, git('diff', 'HEAD'));
	writeFileSync(patch, `${git('diff', 'HEAD')}\n`);
	const diff = await compareCode(nodeFiles, code('a', [top], first), code('b', [top], first, {patch}, true));
	assert.equal(diff.how, `commit ${first.slice(0, 8)} in ${top}`);
	assert.deepEqual(
		diff.files[0]?.lines.filter(line => /^[-+]/.test(line)),
		['-line 3', '+tried'],
	);
	const same = await compareCode(nodeFiles, code('a', [top], first, {patch}, true), code('b', [top], first, {patch}, true));
	assert.deepEqual(same.files, []);
	const lost = await compareCode(nodeFiles, code('a', [top], first), code('b', [top], first, {}, true));
	assert.deepEqual(lost.notes, ['b ran with uncommitted changes, which were not kept']);
});

test('copies are compared where both runs have them, and with a commit where only one has', async context => {
	const {top, write, commit} = makeRepository(context);
	write('project/train.py', 'lr = 1\n');
	write('project/data.py', 'd = 1\n');
	const first = commit();
	const copies = (text: string, at: string) => new Map([['train.py', write(`runs/${at}/train.py`, text)]]);
	const a = code('a', ['/nowhere'], null, {sources: copies('lr = 1\n', 'a')});
	const b = code('b', ['/nowhere'], null, {sources: copies('lr = 2\n', 'b')});
	const both = await compareCode(nodeFiles, a, b);
	assert.equal(both.how, 'the copies in both runs');
	assert.deepEqual(both.files[0]?.lines, ['@@ -1 +1 @@', '-lr = 1', '+lr = 2']);
	const c = code('c', [path.join(top, 'project')], first);
	const mixed = await compareCode(nodeFiles, c, b);
	assert.match(mixed.how ?? '', /^the copies in b and commit/);
	assert.deepEqual(mixed.files[0]?.lines, ['@@ -1 +1 @@', '-lr = 1', '+lr = 2']);
	assert.deepEqual((await compareCode(nodeFiles, a, c)).files, []);
});

test('nothing that a repository names is run while it is read', async context => {
	const {top, write, commit, git} = makeRepository(context);
	write('.gitattributes', '*.py diff=evil filter=evil\n');
	write('train.py', 'a\n');
	const first = commit();
	write('train.py', 'b\n');
	const second = commit();
	const marker = path.join(top, 'was-run');
	const evil = `touch ${marker}; cat`;
	for (const [key, value] of [
		['diff.evil.textconv', evil],
		['diff.evil.command', evil],
		['diff.external', evil],
		['filter.evil.smudge', evil],
		['filter.evil.clean', evil],
		['core.fsmonitor', evil],
		['core.pager', evil],
		['core.sshCommand', evil],
		['core.hooksPath', top],
	])
		git('config', key!, value!);
	const diff = await compareCode(nodeFiles, code('a', [top], first), code('b', [top], second));
	assert.equal(diff.files.length, 1);
	assert.equal(existsSync(marker), false);
});

test('what cannot be compared is said in words', async context => {
	const {top, write, commit} = makeRepository(context);
	write('train.py', 'a\n');
	const first = commit();
	const far = await compareCode(nodeFiles, code('a', [top], first), code('b', [top], 'f'.repeat(40)));
	assert.equal(far.how, null);
	assert.match(far.notes[0] ?? '', /^No repository on this machine.* has both commits/);
	const odd = await compareCode(nodeFiles, code('a', [top], '--output=x'), code('b', [top], 'HEAD'));
	assert.equal(odd.how, null);
	const none = await compareCode(nodeFiles, code('a', [top], null), code('b', [top], first));
	assert.deepEqual(none.notes, ['No commit and no copies of its source are recorded of a']);
	const same = await compareCode(nodeFiles, code('a', [], 'f'.repeat(40)), code('b', [], 'f'.repeat(40)));
	assert.equal(same.how, 'commit ffffffff', 'the same commit needs no repository');
	const text = await compareCode(
		nodeFiles,
		code('a', [], null, {sources: new Map([['m.bin', write('m.bin', 'a\0b')]])}),
		code('b', [], null, {sources: new Map([['m.bin', write('n.bin', 'a\0c')]])}),
	);
	assert.equal(text.files[0]?.note, 'not a text');
});
