import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import type {Target} from '../../source/core/acting/target.ts';
import type {RunFacts} from '../../source/core/run.ts';
import type {Act} from '../../source/launch/acts/act.ts';
import {undoAct} from '../../source/launch/acts/undo.ts';
import {markAct, noteAct, retagAct, tagAct, verdictAct} from '../../source/launch/acts/words.ts';
import {localExecutor} from '../../source/launch/executor.ts';
import {isRefusal} from '../../source/launch/refusal.ts';
import {homeOf, readWords, say} from '../../source/launch/words/say.ts';
import {target} from './restart-target.ts';

function makeRoot(context: TestContext): string {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-said-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	for (const [name, value] of [
		['XDG_STATE_HOME', path.join(root, 'state')],
		['GIT_CONFIG_GLOBAL', path.join(root, 'gitconfig')],
	] as const) {
		const before = process.env[name];
		process.env[name] = value;
		context.after(() => {
			if (before === undefined) delete process.env[name];
			else process.env[name] = before;
		});
	}
	return root;
}

/** A run of another tracker somewhere below the root. */
function runIn(root: string, below: string, more: Partial<Target> = {}, facts: Partial<RunFacts> = {}): Target {
	mkdirSync(path.join(root, below), {recursive: true});
	return target('mlflow', null, {id: 'k3f9', ...facts}, {path: path.join(root, below), root, ...more});
}

async function act(wanted: Act, of: Target): Promise<string> {
	const step = await wanted.plan(of);
	if (isRefusal(step)) return `no: ${step.refusal}`;
	return String(await step.perform());
}

const undo = (root: string) => undoAct(root, localExecutor(['x']));

test('words about a run lie in the nearest directory that has some, else at its root, never in the run itself', context => {
	const top = makeRoot(context);
	const root = path.join(top, 'exp');
	const run = path.join(root, 'a/b/run');
	mkdirSync(run, {recursive: true});
	const home = (of: {path: string; root: string}, cwd = top) => path.relative(top, homeOf(of, cwd));
	assert.equal(home({path: run, root}), 'exp');
	assert.equal(homeOf({path: run, root: '/'}, top), '/');
	assert.equal(home({path: run, root: run}, root), 'exp', 'where the run is the root itself, in the directory one is in');
	assert.equal(home({path: run, root: run}, run), 'exp/a/b', 'and else beside it');
	assert.equal(
		home({path: run, root: `${root}/a/b/ru`}, `${root}/a/b/ru`),
		'exp/a/b',
		'a longer name is not below a shorter one',
	);
	for (const at of ['', 'exp/a', 'exp/a/b']) {
		mkdirSync(path.join(top, at, '.xtui/journal'), {recursive: true});
		assert.equal(home({path: run, root}), at);
	}
	mkdirSync(path.join(run, '.xtui/journal'), {recursive: true});
	assert.equal(home({path: run, root}), 'exp/a/b');
});

test('runs that share an id in two stores keep their words apart', async context => {
	const root = makeRoot(context);
	const local = {id: '1', hasLocalId: true, format: 'sacred'};
	const [a, b] = [runIn(root, 'first/1', local), runIn(root, 'second/1', local)];
	assert.equal(await act(tagAct('mine', root), a), 'tagged mine');
	const tagsOf = (of: Target) => readWords(of, root).state.tags;
	assert.deepEqual([tagsOf(a), tagsOf(b)], [['mine'], []]);
	assert.match(await act(undo(root), b), /^no: \S+ has said nothing of it that stands$/);
	assert.equal(await act(undo(root), a), 'took back tag "mine"');
	const alone = runIn(root, 'third/k3f9');
	await act(tagAct('mine', root), alone);
	assert.deepEqual(
		tagsOf({...alone, path: path.join(root, 'moved')}),
		['mine'],
		'a run that has an id of its own is it elsewhere too',
	);
});

test('undo takes back the newest words of this person, all that were said at once, and in turn what was said before', async context => {
	const root = makeRoot(context);
	const of = runIn(root, 'a');
	assert.equal(await act(noteAct('first', root), of), 'noted');
	assert.equal(await act(verdictAct('fail', 'too slow', false, root), of), 'verdict fail');
	assert.equal(await act(retagAct(['x', 'y'], [], root), of), 'tagged x, y');
	const file = path.join(root, '.xtui/journal/mlflow-k3f9.jsonl');
	const other = {at: Date.now() / 1000, by: 'somebody@else', op: 'tag', value: 'theirs', key: 'z'};
	writeFileSync(file, `${readFileSync(file, 'utf8')}${JSON.stringify(other)}\n`);
	const stands = () => {
		const {tags, notes, verdict} = readWords(of, root).state;
		return [tags, notes.map(note => (typeof note === 'string' ? note : Object.values(note)[0])).length, verdict];
	};
	assert.deepEqual(stands(), [['x', 'y', 'theirs'], 2, 'fail']);
	assert.equal(await act(undo(root), of), 'took back tag "y" and tag "x"');
	assert.deepEqual(stands(), [['theirs'], 2, 'fail']);
	assert.equal(await act(undo(root), of), 'took back note "fail: too slow" and verdict "fail"');
	assert.deepEqual(stands(), [['theirs'], 1, null]);
	assert.equal(await act(undo(root), of), 'took back note "first"');
	assert.match(await act(undo(root), of), /^no: /, 'what somebody else has said stays');
	assert.deepEqual(stands(), [['theirs'], 0, null]);
});

test('what came of words is told, also of those that take something away', async context => {
	const root = makeRoot(context);
	const of = runIn(root, 'a', {}, {tags: ['x'], marks: ['best'], verdict: 'fail'});
	for (const [wanted, told] of [
		[retagAct([], ['x'], root), 'no longer tagged'],
		[markAct('none', root), 'no longer marked'],
		[markAct('odd', root), 'marked odd'],
		[verdictAct(null, '', false, root), 'no verdict any more'],
		[verdictAct(null, 'unsure', false, root), 'no verdict any more'],
	] as const)
		assert.equal(await act(wanted, of), told);
	const notes = readWords(of, root).entries.filter(({op}) => op === 'note');
	assert.deepEqual(
		notes.map(({value}) => value),
		['no verdict: unsure'],
	);
});

test('nothing is said of a run that is gone, and why a word is not signed is said where a key is set', async context => {
	const root = makeRoot(context);
	const of = runIn(root, 'a');
	const word = {op: 'tag', value: 'x'} as const;
	const notice = async () => (await say(of, word, Date.now(), root)).notice;
	const config = path.join(root, 'gitconfig');
	for (const [settings, said] of [
		['', null],
		['[user]\n signingkey = 0123ABCD\n', null],
		['[user]\n signingkey = 0123ABCD\n[gpg]\n format = openpgp\n', null],
		['[user]\n signingkey = /no/such/key\n', /^not signed: /],
		['[user]\n signingkey = nokey\n[gpg]\n format = ssh\n', /^not signed: /],
	] as const) {
		writeFileSync(config, settings);
		const came = await notice();
		if (said === null) assert.equal(came, null, settings);
		else assert.match(came ?? '', said, settings);
	}
	assert.deepEqual(readdirSync(path.join(root, '.xtui/journal')), ['mlflow-k3f9.jsonl']);
	rmSync(of.path, {recursive: true});
	await assert.rejects(say(of, word, Date.now(), root), {message: `it is no longer at ${of.path}`});
});
