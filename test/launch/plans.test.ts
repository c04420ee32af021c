import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {fillWords, splitCommand, unknownPlaceholder} from '../../source/core/acting/command-words.ts';
import type {Target} from '../../source/core/acting/target.ts';
import type {RunFacts} from '../../source/core/run.ts';
import type {Act} from '../../source/launch/acts/act.ts';
import {copyAct} from '../../source/launch/acts/copy.ts';
import {planCreation} from '../../source/launch/acts/create.ts';
import {customAct} from '../../source/launch/acts/custom.ts';
import {planTogether} from '../../source/launch/acts/custom-together.ts';
import {labelAct} from '../../source/launch/acts/label.ts';
import {markAct, noteAct, retagAct, tagAct, untagAct, verdictAct} from '../../source/launch/acts/words.ts';
import {target} from './restart-target.ts';

/** A run in a directory of its own, of which something is said already. */
function runIn(context: TestContext, facts: Partial<RunFacts> = {}, more: Partial<Target> = {}): Target {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-test-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	mkdirSync(path.join(root, 'a'));
	return target('csv', null, facts, {path: path.join(root, 'a'), root, ...more});
}

/** What an act would do, line by line, or why it does nothing. */
async function planOf(act: Act, of: Target): Promise<string[]> {
	const step = await act.plan(of);
	return 'lines' in step && !('refusal' in step)
		? step.lines.map(({label, text}) => `${label} ${text}`)
		: [`no: ${'refusal' in step && step.refusal}`];
}

test('what is said of a run changes something, else it is refused with what stands', async context => {
	const of = runIn(context, {tags: ['seen', 'old'], marks: ['best'], verdict: 'fail'});
	const bare = runIn(context);
	const {root} = of;
	for (const [act, said, unsaid] of [
		[tagAct('seen', root), ['no: it has the tag seen already'], ['journal tag "seen"']],
		[untagAct('seen', root), ['journal untag "seen"'], ['no: it has no tag seen; it has none']],
		[untagAct('new', root), ['no: it has no tag new; it has seen, old'], ['no: it has no tag new; it has none']],
		[
			retagAct(['seen', 'new'], ['seen', 'old'], root),
			['journal tag "new"', 'journal untag "old"'],
			['journal tag "seen"', 'journal tag "new"'],
		],
		[retagAct(['seen', 'old'], [], root), ['no: it has these tags already'], ['journal tag "seen"', 'journal tag "old"']],
		[retagAct([], ['other'], root), ['no: no tag is typed'], ['no: no tag is typed']],
		[markAct('best', root), ['no: it is marked best already'], ['journal mark "best"']],
		[markAct('none', root), ['journal mark'], ['no: it has no mark']],
		[
			markAct('archived', root),
			['no: that is no mark: xtui archive puts a run away'],
			['no: that is no mark: xtui archive puts a run away'],
		],
		[verdictAct('fail', '', false, root), ['no: its verdict is fail already'], ['journal verdict "fail"']],
		[
			verdictAct('fail', 'too slow', false, root),
			['journal verdict "fail"', 'journal note "fail: too slow"'],
			['journal verdict "fail"', 'journal note "fail: too slow"'],
		],
		[
			verdictAct('success', '', false, root),
			['no: its verdict is fail, which success contradicts; say --force to overrule it'],
			['journal verdict "success"'],
		],
		[verdictAct('success', '', true, root), ['journal verdict "success"'], ['journal verdict "success"']],
		[verdictAct(null, '', false, root), ['journal verdict'], ['no: it has no verdict']],
		[noteAct('good', root), ['journal note "good"'], ['journal note "good"']],
		[
			labelAct('x'),
			['no: runs of csv have no label; xtui note says it in the journal'],
			['no: runs of csv have no label; xtui note says it in the journal'],
		],
	] as const) {
		assert.deepEqual([await planOf(act, of), await planOf(act, bare)], [said, unsaid], act.verb);
	}
	const archived = runIn(context, {marks: ['archived']});
	assert.deepEqual(await planOf(markAct('none', archived.root), archived), ['no: it has no mark']);
});

test('a copy says how much it is, and is not made over something, into itself, or of what is no directory', async context => {
	const of = runIn(context);
	writeFileSync(path.join(of.path, 'log.csv'), '12345');
	const into = path.join(of.root, 'copies');
	assert.deepEqual(await planOf(copyAct(into), of), [`to ${into}/a`, 'size 5 B in 1 file']);
	const living = {...of, status: 'running', statusWhy: 'pid 7'} as const;
	assert.deepEqual((await planOf(copyAct(into), living)).at(-1), 'note it still runs: the copy ends where it is now');
	assert.deepEqual(await planOf(copyAct(of.root), of), [`no: ${of.path} exists already`]);
	assert.deepEqual(await planOf(copyAct(path.join(of.path, 'in')), of), [`no: ${of.path}/in/a lies in the run itself`]);
	assert.deepEqual(await planOf(copyAct(into), {...of, path: `${of.path}/log.csv`}), [
		`no: it has no directory of its own: ${of.path}/log.csv`,
	]);
});

test('a command has exactly the words that were typed, with what is known of the run, and runs in its directory', async context => {
	const of = runIn(context, {logFiles: ['/logs/a.log']});
	const plan = (words: string | string[], run = of) => planOf(customAct(words), run);
	assert.deepEqual(await plan('du -sh {dir} "{name} {id}"'), [
		`argv ["du","-sh",${JSON.stringify(of.path)},"a run k3f9"]`,
		`cwd ${of.path}`,
	]);
	assert.deepEqual(await plan(['tail', '{log}']), ['argv ["tail","/logs/a.log"]', `cwd ${of.path}`]);
	assert.deepEqual(await plan('tail {log}', runIn(context)), ['no: there is no {log}: it has none']);
	assert.deepEqual(await plan('du "'), ['no: the quote " is not closed']);
	assert.deepEqual(await plan('  '), ['no: there is no command yet']);
	writeFileSync(path.join(of.root, 'store.db'), '');
	assert.deepEqual(
		(await plan('ls', {...of, path: `${of.root}/store.db`}))[1],
		`cwd ${of.root}`,
		'of a run in a file the directory of that',
	);
	const both = (words: string) => planTogether(words, [of, {...of, id: 'z9', facts: {...of.facts, logFiles: []}}], of.root).shown;
	assert.deepEqual(both('echo {id} x{id}').lines[0]?.text, '["echo","k3f9","z9","xk3f9","xz9"]');
	assert.equal(both('tail {log}').refusal, 'there is no {log}: it has none');
});

test('words are split as a shell does, but nothing is expanded', () => {
	for (const [text, argv] of [
		['a  b\tc', ['a', 'b', 'c']],
		[`a 'b "c' "d 'e" f\\ g`, ['a', 'b "c', "d 'e", 'f g']],
		['x="a b"y', ['x=a by']],
		['"\\$HOME \\n" $HOME *', ['$HOME \\n', '$HOME', '*']],
		['""', ['']],
		['', []],
	] as const)
		assert.deepEqual(splitCommand(text), {argv}, text);
	assert.deepEqual(splitCommand("a 'b"), {fault: "the quote ' is not closed"});
	assert.deepEqual(splitCommand('a\\'), {fault: 'a backslash at the end escapes nothing'});
	assert.deepEqual(unknownPlaceholder(['{pth}', '{name}']), {text: '{pth}', nearest: '{path}'});
	assert.equal(unknownPlaceholder(['{path}', '{"json": 1}', '{xyzzy}']), null);
	const words = {id: 'a', name: 'n', path: '/p', dir: '/d', log: null, root: '/', format: 'csv', status: 'failed'};
	assert.deepEqual(fillWords(['{other}', '{id}'], [words]), {argv: ['{other}', 'a']});
});

test('a new run is named by its script, lies in runs below its directory, and is not begun without a program or a place', () => {
	const cwd = os.tmpdir();
	const create = (words: string, name = '', at = cwd) => {
		const {shown, plan} = planCreation({words, name, cwd: at});
		return plan === null ? shown.refusal : [plan.name, plan.runsDirectory, plan.argv.join(' '), plan.env.LR ?? null];
	};
	assert.deepEqual(create('LR=0.1 python train.py --x 1'), ['train', path.join(cwd, 'runs'), 'python train.py --x 1', '0.1']);
	assert.deepEqual(create('python train.py', ' mine '), ['mine', path.join(cwd, 'runs'), 'python train.py', null]);
	assert.equal(create(''), 'there is no command yet');
	assert.equal(create('LR=0.1'), 'there is no command yet');
	assert.equal(create('"" x'), 'the word for the program is empty');
	assert.equal(create('"'), 'the quote " is not closed');
	assert.equal(create('python a.py', '', '/gone'), 'there is no directory /gone');
});
