import assert from 'node:assert/strict';
import {test} from 'node:test';
import {indexOf, readOutput} from './read-output.ts';

const head = 'Traceback (most recent call last):\n  File "a.py", line 1\n';
const error = 'RuntimeError: CUDA error: device-side assert triggered\n\nFor debugging consider passing X=1\nCompile with `Y`.\n';
const [named] = error.split('\n');

/** The error of a run that printed this, by the stream of each line. */
function errorOf(output: string, streams: string, eachMs = 1, exit = '1') {
	const index = indexOf(streams, 1_760_000_000_000, eachMs);
	return readOutput(output, {'attrs/exit_status': exit, 'output.index': index}).learnt.error;
}

test('an exception that says several lines is named by the first of them, also where what was printed before comes behind', () => {
	const behind = 'loss: 1\nloss: 0.5\n';
	assert.equal(errorOf(`${head}${error}`, 'eeeeee'), named);
	assert.equal(errorOf(`${head}${error}${behind}`, 'eeeeeeoo'), named);
	assert.equal(errorOf(`loss: 2${head}${error}\n${behind}`, 'eeeeeeooo'), named, 'in the line that the other stream began');
	const deep = `${head}${'    raise\n'.repeat(40)}${error}${behind}`;
	assert.equal(errorOf(deep, `${'e'.repeat(46)}oo`), named, 'longer than the lines that are kept');
	const between = `${head}loss: 2\n  File "b.py", line 2\n${error}${behind}`;
	assert.equal(errorOf(between, 'eeoeeeeeoo'), named, 'what stands within the traceback is not its end');
});

test('an exception that announces more ends with the last of it', () => {
	const cell = 'nbclient.exceptions.CellExecutionError: An error occurred while executing the following cell:';
	const rest = "---\nraise ValueError('bad')\n---\n\n\u001b[0;31mValueError\u001b[0m: bad\n";
	assert.equal(errorOf(`${head}${cell}\n${rest}`, 'eeeeeeee'), `${cell} ValueError: bad`);
	assert.equal(errorOf(`${head}${cell}\n`, 'eee'), cell, 'nothing came');
	assert.equal(errorOf(`${head}${cell}\n${rest}loss: 2\n`, 'eeeeeeeeo'), `${cell} ValueError: bad`);
});

test('what is said after an exception that was caught is the error', () => {
	const caught = `${head}ValueError: caught\nloss: 1\nbad config\n`;
	assert.equal(errorOf(caught, 'eeeoe'), 'bad config', 'values stand before it');
	const later = `${head}ValueError: caught\nbad config\nloss: 1\n`;
	assert.equal(errorOf(later, 'eeeeo', 5000), 'bad config', 'it was said later');
	assert.equal(errorOf(`${head}ValueError: caught\nloss: 1\n`, 'eeeo', 1, '0'), null);
	assert.equal(errorOf(`${head}ValueError: caught\nloss: 1\n`, 'eeeo', 1, '-15'), null);
});
