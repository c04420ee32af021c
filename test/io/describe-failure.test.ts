import assert from 'node:assert/strict';
import {chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {describeFailure} from '../../source/io/describe-failure.ts';
import {stateDirectory} from '../../source/io/state-directory.ts';
import {appendLine} from '../../source/io/write/append.ts';
import {replaceFile} from '../../source/io/write/replace.ts';
import {asAnyone} from '../as-anyone.ts';

/** What is said of an act that fails. */
function saidOf(act: () => void): string {
	try {
		asAnyone(act);
	} catch (error) {
		return asAnyone(() => describeFailure(error));
	}
	throw new Error('It was done');
}

test('what fails on a disk names the file that a person knows, why, and what they can do', context => {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-failure-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	chmodSync(root, 0o755);
	const journals = path.join(root, '.xtui', 'journal');
	assert.equal(
		saidOf(() => appendLine(path.join(journals, 'a.jsonl'), 'x')),
		`${journals}: permission denied; ask whoever owns ${root} to let you write there`,
	);
	mkdirSync(journals, {recursive: true});
	const file = path.join(journals, 'a.jsonl');
	writeFileSync(file, '');
	assert.equal(
		saidOf(() => appendLine(file, 'x')),
		`${file}: permission denied; ask whoever owns ${file} to let you write there`,
	);
	chmodSync(file, 0o666);
	// It is written beside it first: the name of that tells nobody anything.
	assert.ok(saidOf(() => replaceFile(file, 'x')).startsWith(`${file}: permission denied; ask whoever owns ${journals}`));
	assert.equal(
		saidOf(() => appendLine(path.join(file, 'b', 'c.jsonl'), 'x')),
		`${file} is no directory; name another place`,
	);
	assert.equal(
		saidOf(() => mkdirSync(file, {recursive: true})),
		`${file} is no directory; name another place`,
	);
	const link = path.join(root, 'scratch');
	symlinkSync(path.join(root, 'unmounted'), link);
	assert.equal(
		saidOf(() => appendLine(path.join(link, 'b', 'c.jsonl'), 'x')),
		`${link} is no directory; name another place`,
		'a link to nothing',
	);
	assert.equal(describeFailure(new Error('another xtui is at it')), 'another xtui is at it');
	const project = path.join(root, 'project', '.xtui');
	mkdirSync(path.dirname(project));
	writeFileSync(project, '');
	assert.equal(
		saidOf(() => appendLine(path.join(project, 'journal', 'a.jsonl'), 'x')),
		`${project} is no directory; move it away`,
	);
	for (const [code, words] of [
		['ENOSPC', 'no space left on the disk; make room and do it again'],
		['EDQUOT', 'the quota of the disk is used up; make room and do it again'],
		['EROFS', 'the disk is mounted read-only; mount it so that you may write there'],
		['EPERM', `permission denied; ask whoever owns ${file} to let you write there`],
		['ENAMETOOLONG', 'the path is too long'],
	] as const) {
		const error = Object.assign(new Error('x'), {code, path: file});
		assert.equal(
			asAnyone(() => describeFailure(error)),
			`${file}: ${words}`,
			code,
		);
	}
	const state = Object.assign(new Error('x'), {code: 'EACCES', path: path.join(stateDirectory(), 'locks')});
	assert.match(describeFailure(state), /locks: permission denied; set XDG_STATE_HOME to a directory that you may write to$/);
});
