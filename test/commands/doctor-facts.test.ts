import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {examineTerminal, examineTools} from '../../source/commands/check/doctor-machine.ts';
import type {TerminalAbilities} from '../../source/commands/command.ts';
import {examinationJson, examinationLines, type Section} from '../../source/core/examination.ts';
import {bare, makeTree} from './tell.ts';

const lines = (section: Section) => bare(examinationLines([section]));

test('what a terminal can do is told, with what to do where that is little', () => {
	const plain: TerminalAbilities = {
		env: {TERM: 'xterm'},
		colors: 16,
		unicode: true,
		braille: true,
		dark: null,
		isTerminal: false,
		cols: 80,
		rows: 24,
	};
	const told = (more: Partial<TerminalAbilities>, label: string) => {
		const all = lines(examineTerminal({...plain, ...more}));
		const at = all.findIndex(line => line.startsWith(`${label}  `));
		return at < 0
			? []
			: [all[at]!.slice(label.length + 2), ...all.slice(at + 1).filter((line, i) => i === 0 && line.startsWith('→'))];
	};
	for (const [more, label, said] of [
		[{}, 'Output', ['no terminal: lists are printed once']],
		[{isTerminal: true}, 'Output', ['a terminal of 80 × 24 cells']],
		[{}, 'TERM', ['xterm']],
		[{env: {}}, 'TERM', ['not known', '→ Set TERM, so that colours are used']],
		[{colors: 1}, 'Colours', ['none']],
		[{colors: 1, env: {NO_COLOR: '1'}}, 'Colours', ['none (NO_COLOR is set)']],
		[{}, 'Colours', ['16']],
		[{colors: 256}, 'Colours', ['256']],
		[{colors: 2 ** 24}, 'Colours', ['true colour']],
		[{}, 'Unicode', ['yes']],
		[{unicode: false}, 'Unicode', ['no', '→ The locale is not UTF-8: set LANG to one that is (C.UTF-8), or start with --ascii']],
		[{}, 'Braille for curves', ['yes, if the font has it']],
		[{braille: false}, 'Braille for curves', ['no: curves are drawn with ASCII']],
		[{}, 'Background', ['asked when the screen opens']],
		[{dark: true}, 'Background', ['dark']],
		[{dark: false}, 'Background', ['light']],
		[{}, 'Inside', []],
		[{env: {TMUX: 'a', SSH_CONNECTION: 'b'}}, 'Inside', ['tmux, ssh']],
		[{env: {STY: 'a'}}, 'Inside', ['screen']],
	] as const)
		assert.deepEqual(told(more, label), said, JSON.stringify(more));
	assert.deepEqual(lines(examineTerminal(null)), []);
});

test('programs that xtui calls are looked for on the path, and named where they are missing', context => {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-tools-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	for (const name of ['a', 'b']) mkdirSync(path.join(root, name));
	writeFileSync(path.join(root, 'a/git'), '', {mode: 0o644});
	for (const name of ['b/git', 'b/guild']) writeFileSync(path.join(root, name), '', {mode: 0o755});
	const {facts} = examineTools(['relative', `${root}/a`, `${root}/b`].join(path.delimiter));
	const at = Object.fromEntries(facts.map(({id, value}) => [id, value]));
	assert.deepEqual([at.git, at.guild, at['ssh-keygen']], [`${root}/b/git`, `${root}/b/guild`, null]);
	assert.equal(facts.find(({id}) => id === 'ssh-keygen')!.text, 'not found (signs what is said of runs)');
});

test('doctor counts runs by format, what was put away, journals and what is wrong with them', async context => {
	const {root, run, tell} = makeTree(context);
	const examine = async () => {
		const {out} = await tell('doctor', root);
		const parts = out
			.join('\n')
			.split('\n\n')
			.map(part => part.split('\n'));
		return (title: string) => bare(parts.find(([first]) => first === title)?.slice(1) ?? []);
	};
	for (const name of ['a', 'b/x', 'c/x', 'd/x', 'e/x']) run(name, {}, [1]);
	const empty = await examine();
	assert.equal(empty('Formats')[0], 'xtui  5 runs: ., b, c and 2 more');
	assert.deepEqual([empty('Put away'), empty('Journals')], [[], []]);
	const say = (file: string, ...words: (object | string)[]) => {
		mkdirSync(path.dirname(path.join(root, file)), {recursive: true});
		const text = words
			.map(word => `${typeof word === 'string' ? word : JSON.stringify({at: 1, value: null, ...word})}\n`)
			.join('');
		writeFileSync(path.join(root, file), text);
	};
	say('a/journal.jsonl', {op: 'archive', key: 'k'});
	const archived = await examine();
	assert.match(archived('Put away').join(), /^Archived {2}1 run, \d+ B$/);
	assert.deepEqual(archived('Journals'), ['Files  1 journal, 1 word, 0 signed']);
	say('b/x/journal.jsonl', {op: 'delete', key: 'k'}, {op: 'note', value: 'x', key: 'l', sig: 's'}, 'torn');
	const deleted = await examine();
	const away = deleted('Put away');
	assert.match(away[1]!, /^Trash {2}1 run, \d+ B$/);
	assert.match(away[2]!, /^→ xtui delete --purge --where is:deleted frees \d+ B$/);
	assert.deepEqual(deleted('Journals'), [
		'Files  2 journals, 3 words, 1 signed',
		'Damaged  ROOT/b/x/journal.jsonl: Line 3 is no journal entry',
	]);
	assert.deepEqual(deleted('Skipped or damaged').slice(-2), [
		'Runs with problems  1',
		'→ xtui check says what is wrong with each',
	]);
	for (const name of ['1', '2', '3', '4']) {
		say(`.xtui/journal/mlflow-${name}.jsonl`, {op: 'tag', value: 'x', key: 'k'});
		if (name === '2') continue;
		const at = (known: string) => `ROOT/.xtui/journal/mlflow-${known}.jsonl`;
		const said = (await examine())('Journals').find(line => line.startsWith('About no run here'));
		const expected = {
			1: `1 journal: ${at('1')}`,
			3: `3 journals: ${['1', '2', '3'].map(at).join(', ')}`,
			4: `4 journals: ${['1', '2', '3'].map(at).join(', ')}, …`,
		}[name];
		assert.equal(said, `About no run here  ${expected}`);
	}
	const json = JSON.parse((await tell('doctor', root, '--json')).out.join('\n'));
	assert.deepEqual([json.put_away.archived.runs, json.put_away.deleted.runs, json.journals.files.words], [1, 1, 7]);
	assert.ok(json.advice.some(({about}: {about: string}) => about === 'put_away.deleted'));
	const gone = await tell('doctor', `${root}/gone`);
	assert.deepEqual([gone.status, gone.out.includes('Versions'), gone.out.includes('Formats')], [1, true, false]);
});

test('what is not known, is not, and is nothing to tell of is written as such', () => {
	const section: Section = {
		id: 's',
		title: 'S',
		facts: [
			{id: 'a', label: 'A', value: null},
			{id: 'b', label: 'B', value: false},
			{id: 'c', label: 'C', value: [1], advice: 'Do it'},
		],
	};
	assert.deepEqual(examinationLines([{id: 'e', title: 'E', facts: []}, section]), [
		'S',
		'  A  not known',
		'  B  no',
		'  C  [1]',
		'     → Do it',
	]);
	assert.deepEqual(examinationJson([section]), {s: {a: null, b: false, c: [1]}, advice: [{about: 's.c', text: 'Do it'}]});
});
