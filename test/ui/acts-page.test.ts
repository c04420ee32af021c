import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {JsonObject} from '../../source/core/run.ts';
import {asciiGlyphs} from '../../source/draw/glyphs.ts';
import {fakeNowMs} from './fake-rows.ts';
import {openScreen, type TestOptions} from './screen.tsx';

/** The page of what xtui did, without its header and footer. */
function page(actLog: readonly JsonObject[] | null, options: TestOptions = {}, cols = 80): string {
	const screen = openScreen(cols, 12, options);
	screen.press('@');
	screen.store.setState({actLog});
	return screen
		.lines()
		.slice(1, -1)
		.map(line => line.trimEnd())
		.join('\n')
		.trimEnd();
}

const at = fakeNowMs / 1000;
const ran: JsonObject = {
	at,
	act: 'restart',
	runs: [{id: 'a', path: '/home/ada/exp/a'}],
	result: 'done',
	message: 'started as a-2',
	argv: ['python', 'train.py', '--lr', '0.1'],
	cwd: '/home/ada/exp',
};

test('each act stands with its time, its runs, what came of it, and the exact words that were run where', () => {
	assert.equal(
		page([
			ran,
			{
				at: at - 86_400 * 3,
				act: 'archive',
				runs: [{path: '/home/ada/exp/b'}, {path: '/data/c'}],
				result: 'failed',
				message: 'it is running',
			},
		]),
		[
			' ✓ 14:02  restart  ~/exp/a',
			'     started as a-2',
			'     → ["python","train.py","--lr","0.1"] in /home/ada/exp',
			' ✗ Wed 14:02  archive  ~/exp/b +1',
			'     it is running',
		].join('\n'),
	);
	assert.match(page([ran], {glyphs: asciiGlyphs}), /^[\x20-\x7e\n]*$/);
	assert.equal(page(null), ' …');
	assert.equal(page([]), ' Nothing was done yet');
});

test('an entry that another version, or a hand, has written is shown as far as it says something', () => {
	const odd: JsonObject = {
		at: 'soon',
		act: 7,
		runs: [null, 'a', ['b'], {path: 3}],
		result: null,
		message: {text: 'x'},
		argv: 'rm',
		cwd: 1,
	};
	assert.match(page([odd, {}, ran]), /✗[^\n]*\n[\s\S]*✓ 14:02 {2}restart/);
	const hostile: JsonObject = {...ran, message: 'a\x1b[2Jb', argv: ['\x1b]0;x\x07']};
	assert.doesNotMatch(page([hostile]), /\x1b|\x07/);
});

test('long words are broken, not cut, and the newest act is in view', () => {
	const long = {...ran, argv: ['python', `--tag=${'abc'.repeat(60)}`]};
	assert.equal(page([long]).replace(/\s/g, '').match(/abc/g)?.length, 60);
	const many = page(Array.from({length: 20}, (_, i) => ({...ran, message: `started as a-${i}`})));
	assert.match(many, /a-19/);
	assert.doesNotMatch(many, /a-2\n/);
});
