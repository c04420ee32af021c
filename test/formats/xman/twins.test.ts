import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {MemoryFiles} from '../memory-files.ts';
import {pickled} from '../write-pickle.ts';
import {box, experiment, pipeline} from './pickled.ts';
import {makeProject, readProject} from './project.ts';

const savedAt = (second: number) => pickled(1_700_000_000 + second);

/** The question that is put on an experiment which Google Drive has twice. */
function questionOn(files: MemoryFiles, place = 'group1/exp1') {
	const {problems} = readProject(files).runs.get(place)!;
	return problems.map(({file, message}) => [file.slice(3), message]);
}

function twice(here: Uint8Array, there: Uint8Array): MemoryFiles {
	return makeProject({'group1/exp1': here})
		.write('/p/group1/exp1 (1)/.data', there)
		.write('/p/group1/exp1 (1)/.time', savedAt(0));
}

const lead = 'A second folder "exp1 (1)" claims this number: two accounts wrote at once, and xman does not see that one. ';
const end = '. Which one is experiment 1.1? To keep both, rename one to exp2';

test('of two folders that claim one number all is said in which they differ', () => {
	const mine = experiment('a', {pipeline: pipeline({error: 'ValueError: no'})});
	const theirs = experiment('a', {pipeline: pipeline({finished: true}), marker: 'best'});
	const files = twice(mine, theirs).write('/p/group1/exp1 (1)/.time', savedAt(5));
	for (const name of ['.pipeline_result', 'note.txt', 'note.json', '.run']) files.write(`/p/group1/exp1/${name}`, pickled(1));
	for (const name of ['.pipeline_result', '.manual_result', 'note.txt']) files.write(`/p/group1/exp1 (1)/${name}`, pickled(1));
	files.write('/p/group1/exp1 (1)/note.txt', pickled(2));
	const differ = [
		'status ("ERROR" here, "DONE" there)',
		'marker (none here, "best" there)',
		'error ("ValueError: no" here, none there)',
		'time of saving ("2023-11-14 22:13:20.000" here, "2023-11-14 22:13:25.000" there)',
		'.manual_result (only there)',
		'.run (only here)',
		'content of note.txt',
		'note.json (only here)',
	];
	const own = questionOn(files).filter(([file]) => file === 'group1/exp1 (1)');
	assert.deepEqual(own, [['group1/exp1 (1)', `${lead}They differ in ${differ.join('; ')}${end}`]]);
	files.remove('/p/group1/exp1 (1)/.time');
	const [, unsaved = ''] = questionOn(files).find(([file]) => file === 'group1/exp1 (1)') ?? [];
	assert.match(unsaved, /time of saving \("2023-11-14 22:13:20\.000" here, none there\)/);
});

test('two folders that hold the same are said to', () => {
	const one = experiment('a', {pipeline: pipeline({finished: true})});
	const files = twice(one, one);
	for (const place of ['exp1', 'exp1 (1)']) files.write(`/p/group1/${place}/.pipeline_result`, pickled(1));
	assert.deepEqual(questionOn(files), [['group1/exp1 (1)', `${lead}Both hold the same${end}`]]);
});

test('a second folder of a group asks for each experiment that both have, and names those that only it has', () => {
	const withTwins = (...numbers: number[]) => {
		const project = makeProject({'group1/exp1': experiment('a'), 'group1/exp2': experiment('b')});
		for (const number of numbers) project.write(`/p/group1 (1)/exp${number}/.data`, experiment(`theirs ${number}`));
		return project.write('/p/group1 (1)/.data', box('group1'));
	};
	const files = withTwins(2, 3, 4);
	assert.deepEqual(questionOn(files), [
		['group1 (1)', 'group1 (1) is a second folder of group 1 that xman does not see; only there: exp3, exp4'],
	]);
	const [[file, message] = []] = questionOn(files, 'group1/exp2');
	assert.equal(file, 'group1 (1)/exp2');
	assert.match(message ?? '', /^A second folder "group1 \(1\)\/exp2" claims .*name \("b" here, "theirs 2" there\)/);
	assert.match(message ?? '', /Which one is group 1\? To keep both, rename one to group2$/);
	assert.deepEqual(questionOn(withTwins(2)), [], 'it has no others');
});

test('notes that are no texts are shown as they are written, and checkpoints are signs of life', () => {
	const files = makeProject({'group1/exp1': experiment('a', {pipeline: pipeline()})});
	const put = (name: string, content: string) => files.write(`/p/group1/exp1/${name}`, content);
	put('note.json', '{"best": Infinity, "n": 3}');
	put('checkpoints/2026-11-21__00_53_02--500000000.cp', '');
	put('checkpoints/2026-11-20__00_00_00--000000000.cp', '');
	const {learnt} = readProject(files).runs.get('group1/exp1')!;
	assert.deepEqual(learnt.notes, ['{"best":"Infinity","n":3}']);
	assert.equal(learnt.lastSignMs, Date.parse('2026-11-21T00:53:02.500Z'));
	put('note.json', '"  a text \n"'.replace('\n', '\\n'));
	assert.deepEqual(readProject(files).runs.get('group1/exp1')!.learnt.notes, ['a text']);
	put('note.json', ' \n');
	const [problem] = readProject(files).runs.get('group1/exp1')!.problems;
	assert.equal(problem?.message, 'note.json is empty: the note is not shown; restore the file from a copy');
});
