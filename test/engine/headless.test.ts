import assert from 'node:assert/strict';
import {cpSync, rmSync, statSync, utimesSync} from 'node:fs';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import type {FileAccess} from '../../source/core/files/files.ts';
import {scanOnce} from '../../source/engine/headless.ts';
import {formats} from '../../source/formats/index.ts';
import {nodeFiles} from '../../source/io/files.ts';
import {makeRoot} from './live-session.ts';

/** Files of which one is empty, as it is for a moment when it is written in place, until its writer is waited for. */
function emptyUntilAwaited(context: TestContext, file: string): {files: FileAccess; waits: () => number} {
	let waits = 0;
	context.mock.method(Atomics, 'wait', () => {
		waits++;
		return 'timed-out';
	});
	const isEmpty = (asked: string) => asked === file && waits === 0;
	const files: FileAccess = {
		...nodeFiles,
		stat(asked) {
			const found = nodeFiles.stat(asked);
			return found === null || !isEmpty(asked) ? found : {...found, size: 0};
		},
		readWhole: (asked, maxBytes) => (isEmpty(asked) ? new Uint8Array(0) : nodeFiles.readWhole(asked, maxBytes)),
	};
	return {files, waits: () => waits};
}

/** A copy of a project of xman of which one file was written to just now. */
function copyProject(context: TestContext, written: string): {root: string; file: string; writtenAtMs: number} {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	cpSync('test/fixtures/xman/digits', root, {recursive: true});
	const file = path.join(root, written);
	utimesSync(file, 1_790_000_000, 1_790_000_000);
	return {root, file, writtenAtMs: statSync(file).mtimeMs};
}

/** What is found of an experiment at a time, milliseconds, and what is said to be wrong anywhere. */
function scan(root: string, files: FileAccess, nowMs: number) {
	const engine = scanOnce([root], files, formats, () => nowMs);
	const runs = [...engine.registry.runs.values()];
	const {facts, judgement} = runs.find(({dir}) => dir === 'group1/exp1')!;
	const wrong = [...engine.problems, ...runs.flatMap(({problems}) => problems)].map(({file}) => path.relative(root, file));
	return {name: facts.name, group: facts.group, status: judgement.status, wrong};
}

for (const written of ['group1/exp1/.data', 'group1/.data'])
	test(`${written} that is met while it is written in place is read again a moment later`, context => {
		const {root, file, writtenAtMs} = copyProject(context, written);
		const whole = scan(root, nodeFiles, writtenAtMs + 10);
		assert.ok(!whole.wrong.includes(written));
		const {files, waits} = emptyUntilAwaited(context, file);
		const late = scan(root, files, writtenAtMs + 60_000);
		assert.deepEqual([late.wrong.includes(written), waits()], [true, 0], 'one that nobody writes to is damaged');
		assert.deepEqual(scan(root, files, writtenAtMs + 10), whole);
		assert.equal(waits(), 1, 'once');
	});
