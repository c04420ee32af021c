import assert from 'node:assert/strict';
import {test} from 'node:test';
import {errorOfTrace} from '../../source/formats/trace-error.ts';

const trace = (...ends: string[]) =>
	`Traceback (most recent call last):\n  File "/w/t.py", line 3, in f\n    g()\n${ends.join('\n')}\n`;

test('the error of a trace is the last one raised, by the first line of its message', () => {
	assert.equal(errorOfTrace(trace('ValueError: bad', 'and more')), 'ValueError: bad');
	const during = 'During handling of the above exception, another exception occurred:';
	const chained = `${trace("KeyError: 'a'")}\n${during}\n\n${trace('OSError: b', 'c')}`;
	assert.equal(errorOfTrace(chained), 'OSError: b');
	assert.equal(errorOfTrace(trace('KeyboardInterrupt')), 'KeyboardInterrupt');
	assert.equal(errorOfTrace(trace('AssertionError')), 'AssertionError');
	const group = [
		'  + Exception Group Traceback (most recent call last):',
		'  |   File "/w/t.py", line 3',
		'  |     g()',
		'  | ExceptionGroup: two (2 sub-exceptions)',
		'  +-+---------------- 1 ----------------',
		'    | ValueError: a',
		'    +------------------------------------',
	];
	assert.equal(errorOfTrace(group.join('\n')), 'ExceptionGroup: two (2 sub-exceptions)');
});

test('a trace without its head or its end, and what is none', () => {
	assert.equal(errorOfTrace('  File "/w/t.py", line 3, in f\n    g()\nValueError: bad\nmore'), 'ValueError: bad');
	assert.equal(errorOfTrace('  File "/w/t.py", line 3, in f\n    g()'), null);
	assert.equal(errorOfTrace('it went wrong\nfor a reason\n'), 'for a reason');
	assert.equal(errorOfTrace(''), null);
});
