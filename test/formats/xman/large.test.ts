import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Pickled, pickled} from '../write-pickle.ts';
import {experiment, pipeline} from './pickled.ts';
import {makeProject, readProject} from './project.ts';

const mebibyte = 1024 * 1024;
/** A function for showing results, with the data that it closes over. */
const closure = (bytes: number): Pickled => ({of: 'cloudpickle.cloudpickle._make_function', args: [new Uint8Array(bytes)]});
const done = pipeline({finished: true});
/** Much of what is short by itself, so that nothing of it is passed over. */
const texts = (bytes: number): Pickled => Array.from({length: bytes / (32 * 1024)}, () => 'x'.repeat(32 * 1024));
const section = ({extra}: {extra?: unknown}, label: string) => (extra as Record<string, Record<string, unknown>>)[label]!;

test('a state is read although a function in it closes over much data', () => {
	const files = makeProject({'group1/exp1': experiment('e', {result_stringifier: closure(5 * mebibyte), pipeline: done})});
	const group = {name: 'big', descr: '', manual_status: null, result_stringifier: closure(2 * mebibyte)};
	files.write('/p/group1/.data', pickled({of: 'xman.struct.ExpStructData', with: group}));
	files.write('/p/group1/exp1/.pipeline_result', pickled(null));
	const {runs, wrong} = readProject(files);
	const {name, group: groupName, outcome} = runs.get('group1/exp1')!.learnt;
	assert.deepEqual([name, groupName, outcome?.status, wrong], ['e', 'big', 'finished', []]);
	assert.deepEqual(runs.get('group1/exp1')!.problems, []);
});

test('a state that is too large to read is called that, and neither damaged nor foreign', () => {
	const large = texts(20 * mebibyte);
	const files = makeProject({'group1/exp1': experiment('e', {result_stringifier: large, pipeline: done})});
	const group = {name: 'big', descr: '', manual_status: null, result_stringifier: large};
	files.write('/p/group1/.data', pickled({of: 'xman.struct.ExpStructData', with: group}));
	files.write('/p/group1/exp1/.pipeline_result', pickled([1, 2]));
	const {runs, wrong} = readProject(files);
	const run = runs.get('group1/exp1')!;
	assert.deepEqual([run.learnt.outcome?.status, run.points('result').length], ['finished', 2]);
	assert.match(
		run.problems[0]?.message ?? '',
		/^\.data has \d+ bytes and is not read: what the other files still tell is shown$/,
	);
	assert.match(
		wrong.join('\n'),
		/^group1\/\.data: \.data has \d+ bytes and is not read: its name and its description are not shown$/,
	);
});

test('the metrics of a large result are read beside the weights in it, which are named', () => {
	const result = new Map<string, Pickled>([
		['loss', [3, 2, 1]],
		['weights', new Uint8Array(20 * mebibyte)],
	]);
	const files = makeProject({
		'group1/exp1': experiment('a', {pipeline: done}),
		'group1/exp2': experiment('b', {manual_status: 'DONE'}),
		'group1/exp3': experiment('c', {pipeline: done}),
	});
	files.write('/p/group1/exp1/.pipeline_result', pickled(result)).write('/p/group1/exp2/.manual_result', pickled(result));
	files.write('/p/group1/exp3/.pipeline_result', pickled(texts(40 * mebibyte)));
	const {runs} = readProject(files);
	for (const [place, label] of [
		['group1/exp1', 'result'],
		['group1/exp2', 'manual result'],
	] as const) {
		const run = runs.get(place)!;
		assert.deepEqual(run.points('loss'), [
			[0, 3],
			[1, 2],
			[2, 1],
		]);
		assert.deepEqual(run.problems, []);
		assert.match(JSON.stringify(run.learnt.summary), /"weights":"<20971520 bytes>"/);
		assert.match(String(section(run.learnt, 'Experiment')[label]), /^\d+ bytes; arrays and texts in it/);
	}
	assert.match(
		runs.get('group1/exp3')!.problems[0]?.message ?? '',
		/^\.pipeline_result has \d+ bytes and is not read: its metrics are not shown$/,
	);
});

test('of a long note the beginning is shown, and what is not read of it is said', () => {
	const files = makeProject({'group1/exp1': experiment('e')});
	const put = (name: string, content: string | Uint8Array) => files.write(`/p/group1/exp1/${name}`, content);
	put('note.txt', 'A'.repeat(2 * mebibyte));
	put('note.json', JSON.stringify('x'.repeat(2 * mebibyte)));
	put(
		'note.pickle',
		pickled(
			new Map<string, Pickled>([
				['array', new Uint8Array(2 * mebibyte)],
				['word', 'hello'],
			]),
		),
	);
	const run = readProject(files).runs.get('group1/exp1')!;
	const {notes = []} = run.learnt;
	assert.match(notes[0] ?? '', /^A{4096}… \(2097152 bytes in all\)$/);
	assert.deepEqual(section(run.learnt, 'Notes')['note.pickle'], {array: '<2097152 bytes>', word: 'hello'});
	assert.deepEqual(
		run.problems.map(({message}) => message),
		['note.json has 2097154 bytes and is not read: the note is not shown'],
	);
	put('note.txt', '\n');
	assert.equal(readProject(files).runs.get('group1/exp1')!.learnt.notes?.length, 1, 'an empty text is no note');
});

test('a checkpoint that was saved elsewhere, listed as it was typed, is not called missing', () => {
	const files = makeProject({'group1/exp1': experiment('e', {pipeline: done})});
	const own = 'checkpoints/2026-11-21__00_53_02--699692913.cp';
	files.write('/p/group1/exp1/.pipeline_result', pickled(null));
	files.write('/p/group1/exp1/checkpoints/list.json', JSON.stringify([own, 'out/model.cp', '/p/none.cp']));
	const run = readProject(files).runs.get('group1/exp1')!;
	assert.deepEqual(
		run.problems.map(({message}) => message),
		[own, '/p/none.cp'].map(path => `The checkpoint ${path} is listed, but is not there`),
	);
	assert.deepEqual(
		run.events.map(({text}) => text),
		[`${own} (missing)`, 'out/model.cp (not in its directory)', '/p/none.cp (missing)'],
	);
});
