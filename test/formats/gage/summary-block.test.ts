import assert from 'node:assert/strict';
import {test} from 'node:test';
import {SummaryBlock} from '../../../source/formats/gage/summary-block.ts';
import {Collected, readAll} from '../collect.ts';
import {loadRuns, openRun} from './runs.ts';

/** The summary in an output, and the lines of it that are no part of one. */
function readOutput(output: string) {
	const block = new SummaryBlock();
	const others = output.split('\n').flatMap(line => (block.take(line) ? block.returned.splice(0) : [line]));
	return {summary: block.summary, others};
}

test('a summary stands between its marks, or in what is whole of it where a run was killed', () => {
	const summary = {metrics: {speed: 12.5}, attributes: {model: 'vit'}};
	const text = JSON.stringify(summary);
	assert.deepEqual(readOutput(`work\n--- summary ---\n${text}\n---\nloss: 1`), {summary, others: ['work', '---', 'loss: 1']});
	assert.deepEqual(readOutput(`--- summary --- ${text} ---\nloss: 1`), {summary, others: ['loss: 1']});
	assert.deepEqual(readOutput(`--- summary ---\n${JSON.stringify(summary, null, 2)}\n---`), {summary, others: ['---']});
	assert.deepEqual(readOutput(`--- summary ---\n${text}\nKilled`), {summary, others: ['Killed']});
	assert.deepEqual(readOutput('--- summary ---\n{"metrics": {"speed"'), {summary: null, others: []});
});

test('all that is printed may be the summary', () => {
	const about = {attributes: {model: 'vit'}};
	assert.deepEqual(readOutput(JSON.stringify(about)), {summary: about, others: []});
	const summary = {metrics: {i: 1, f: 2.3}};
	const text = JSON.stringify(summary, null, 2);
	assert.deepEqual(readOutput(text), {summary, others: []});
	assert.deepEqual(readOutput(`work\n${text}`), {summary: null, others: ['work', ...text.split('\n')]});
	assert.deepEqual(readOutput(`${text}\nmore`), {summary: null, others: [...text.split('\n'), 'more']});
});

test('what only looks like a summary is as any other lines', () => {
	for (const output of [
		'--- summary ---\nacc: 0.5\nloss: 1',
		'{"step": 1, "loss": 0.5}\n{"step": 2, "loss": 0.25}',
		"{'loss': 2.6}\nloss: 1",
		'{\n"lr": 0.1\n}\nloss: 1',
	])
		assert.deepEqual(readOutput(output), {summary: null, others: output.split('\n')}, output);
});

test('the summary in the output is that of a run of which Gage has none', () => {
	const read = (own: string) => {
		const files = loadRuns('head');
		const meta = '/head/6271f117-687d-4895-9a71-8ee77ab01835.meta';
		files.write(`${meta}/output/40_run`, '--- summary ---\n{"metrics": {"speed": {"value": 12.5}}}\n---\n');
		files.write(`${meta}/summary.json`, own);
		const collected = new Collected();
		readAll(openRun(files, '6271f117'), collected);
		return [collected.only.learnt.summary, [...collected.only.metrics.keys()].filter(name => name.includes('speed'))];
	};
	assert.deepEqual(read('{}'), [{speed: 12.5}, []]);
	assert.deepEqual(read('{"metrics": {"speed": 13}}'), [{speed: 13}, []]);
});
