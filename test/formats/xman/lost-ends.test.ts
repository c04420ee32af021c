import assert from 'node:assert/strict';
import {test} from 'node:test';
import {pickled} from '../write-pickle.ts';
import {experiment, pipeline} from './pickled.ts';
import {makeProject, readProject} from './project.ts';

const at = 'group1/exp1';
const messages = (files: ReturnType<typeof makeProject>) =>
	readProject(files)
		.runs.get(at)!
		.problems.map(({message}) => message);

test('a result that is gone is told, as xman saves one whenever a pipeline finishes', () => {
	const files = makeProject({[at]: experiment('e', {pipeline: pipeline({finished: true})})});
	const [message, ...others] = messages(files);
	assert.match(message ?? '', /^\.pipeline_result is missing, though its pipeline finished, .* restore the file from a copy$/);
	assert.deepEqual(others, []);
	assert.deepEqual(messages(files.write(`/p/${at}/.pipeline_result`, pickled(null))), []);
});

test('no result is missed where there is none, or where an older xman keeps it in .data', () => {
	for (const state of [
		pipeline({finished: true, result: null}),
		pipeline({error: 'KeyError: missing'}),
		pipeline(),
		pipeline({started: false}),
		null,
	])
		assert.deepEqual(messages(makeProject({[at]: experiment('e', {pipeline: state})})), []);
	assert.deepEqual(messages(makeProject({[at]: experiment('e', {manual_status: 'DONE'})})), []);
});

test('what is damaged says what follows, and what to do', () => {
	const files = makeProject({[at]: experiment('e', {pipeline: pipeline({finished: true})})});
	for (const name of ['.pipeline_result', '.manual_result', '.run', '.run_time', 'note.pickle'])
		files.write(`/p/${at}/${name}`, '');
	const told = messages(files);
	for (const form of [
		/^\.pipeline_result is empty: nothing of it is shown, and xman cannot load it; restore the file from a copy$/,
		/^\.manual_result is empty: nothing of it is shown, /,
		/^\.run is empty: .* or make its pipeline again$/,
		/^\.run_time is empty: it is being written, or it is damaged; the time of the file/,
		/^note\.pickle is empty: the note is not shown; restore the file/,
	])
		assert.ok(
			told.some(message => form.test(message)),
			`${form} in ${told.join('\n')}`,
		);
});

test('a result that its pipeline failed to save is not to be restored', () => {
	const files = makeProject({
		[at]: experiment('e', {pipeline: pipeline({error: "TypeError: cannot pickle '_io.TextIOWrapper'"})}),
	});
	assert.match(messages(files.write(`/p/${at}/.pipeline_result`, ''))[0] ?? '', /ended in an error, maybe while it saved this$/);
});

/** An experiment that a person called over, with its state cut before the text. */
function cutBefore(text: string, status: string, error: string | null = 'KeyError: missing') {
	const data = experiment('e', {manual_status: status, pipeline: pipeline({error})});
	return makeProject({[at]: data.subarray(0, data.indexOf(text))});
}

const outcomeOf = (files: ReturnType<typeof makeProject>) => {
	const {outcome} = readProject(files).runs.get(at)!.learnt;
	return `${outcome?.status}: ${outcome?.why}`;
};

test('a verdict does not say how a pipeline ended that a cut state does not tell of', () => {
	for (const text of ['PipelineData', 'finished', 'error']) {
		const untold = 'judged SUCCESS by a person; .data does not tell how its pipeline ended, and it left no result';
		const files = cutBefore(text, 'SUCCESS').write(`/p/${at}/.run`, pickled(null));
		assert.ok(outcomeOf(files).startsWith(`unknown: ${untold}`), `${text}: ${outcomeOf(files)}`);
		assert.match(
			outcomeOf(cutBefore(text, 'SUCCESS').write(`/p/${at}/.pipeline_result`, pickled(null))),
			/^finished: its pipeline left a result, which it does only at the end; judged SUCCESS by a person$/,
		);
	}
	assert.equal(outcomeOf(cutBefore('PipelineData', 'DONE')), 'finished: set to DONE by a person', 'no sign of a pipeline');
	assert.equal(outcomeOf(cutBefore('PipelineData', 'ERROR')), 'failed: set to ERROR by a person');
});
