import assert from 'node:assert/strict';
import {chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import type {Target} from '../../source/core/acting/target.ts';
import {journalFileName} from '../../source/core/files/journal-file.ts';
import {emptyFacts} from '../../source/core/run.ts';
import {type Act, planFor} from '../../source/launch/acts/act.ts';
import {undoAct} from '../../source/launch/acts/undo.ts';
import {noteAct, tagAct, verdictAct} from '../../source/launch/acts/words.ts';
import {localExecutor} from '../../source/launch/executor.ts';
import {isRefusal} from '../../source/launch/refusal.ts';
import {asAnyone} from '../as-anyone.ts';

/** A run of Guild that anybody may change, below a root with a directory of journals. */
function makeGuildRun(context: TestContext) {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-half-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const run = path.join(root, 'runs', 'abc');
	const attributes = path.join(run, '.guild', 'attrs');
	mkdirSync(attributes, {recursive: true});
	const journals = path.join(root, '.xtui', 'journal');
	mkdirSync(journals, {recursive: true});
	const journal = path.join(journals, journalFileName('guild', 'abc'));
	const open = (...paths: string[]) => {
		for (const at of paths) chmodSync(at, 0o777);
	};
	open(root, path.dirname(run), run, path.dirname(attributes), attributes, path.dirname(journals), journals);
	const facts = emptyFacts();
	const target: Target = {
		id: 'abc',
		name: 'a',
		path: run,
		root,
		format: 'guild',
		hasLocalId: false,
		status: 'finished',
		statusWhy: '',
		facts,
		liveRestart: null,
		isComplete: true,
		holdsOthers: false,
		isUnheld: false,
		livePid: null,
	};
	return {root, target, attributes, journals, journal};
}

/** What came of an act that is begun as somebody whom modes of files bind; its refusal where it fails. */
async function act(wanted: Act, target: Target): Promise<unknown> {
	const step = await asAnyone(() => planFor(wanted, target));
	if (isRefusal(step)) return step.refusal;
	const done = asAnyone(() => step.perform());
	return done.catch((error: NodeJS.ErrnoException) => `${error.code} ${error.path}`);
}

test('a word that the journal has no place for is told to no tracker', async context => {
	const {target, root, attributes, journals} = makeGuildRun(context);
	chmodSync(journals, 0o555);
	assert.match(String(await act(tagAct('hello', root), target)), /^EACCES .*guild-abc\.jsonl$/);
	assert.equal(existsSync(path.join(attributes, 'tags')), false);
});

test('a tracker that was told is told otherwise where the journal cannot be written after all', async context => {
	if (!existsSync('/dev/full')) return context.skip('no /dev/full here');
	const {target, root, attributes, journal} = makeGuildRun(context);
	const tags = path.join(attributes, 'tags');
	symlinkSync('/dev/full', journal);
	const step = async (wanted: Act) => {
		// The disk is full only when it is written to.
		rmSync(journal);
		const planned = await planFor(wanted, target);
		symlinkSync('/dev/full', journal);
		assert.ok(!isRefusal(planned));
		return planned.perform().catch((error: NodeJS.ErrnoException) => `${error.code} ${error.path}`);
	};
	assert.equal(await step(tagAct('hello', root)), `ENOSPC ${journal}`);
	assert.equal(existsSync(tags), false);
	writeFileSync(tags, '[before]\n');
	assert.equal(await step(tagAct('hello', root)), `ENOSPC ${journal}`);
	assert.equal(readFileSync(tags, 'utf8'), '[before]\n');
	assert.equal(await step(noteAct('hello', root)), `ENOSPC ${journal}`);
	assert.equal(existsSync(path.join(attributes, 'comments')), false);
});

test('nothing is said of a run while nobody knows what was said of it', async context => {
	const {target, root, attributes, journal} = makeGuildRun(context);
	writeFileSync(journal, '{"at": 1, "op": "tag", "value": "good", "key": "a"}\n');
	const undo = undoAct(root, localExecutor(['x']));
	for (const [at, culprit] of [
		[journal, journal],
		[path.dirname(journal), path.dirname(journal)],
		[path.join(root, '.xtui'), path.join(root, '.xtui')],
	] as const) {
		chmodSync(at, 0);
		for (const wanted of [tagAct('hello', root), noteAct('x', root), verdictAct('fail', '', false, root), undo])
			assert.equal(
				await act(wanted, target),
				`what was said of it cannot be read: ${journal}: permission denied; ask whoever owns ${culprit} to let you read there`,
			);
		chmodSync(at, 0o777);
	}
	assert.deepEqual([existsSync(path.join(attributes, 'tags')), existsSync(path.join(root, 'runs', '.xtui'))], [false, false]);
});
