import assert from 'node:assert/strict';
import {test} from 'node:test';
import {capabilitiesOf, type Environment, erasesInColor} from '../../source/terminal/capabilities.ts';
import {parseReply, questions} from '../../source/terminal/input/replies.ts';

const colorsOf = (env: Environment) => capabilitiesOf(env).colors;

test('the number of colours follows the environment', () => {
	assert.equal(colorsOf({TERM: 'xterm-256color'}), 256);
	assert.equal(colorsOf({TERM: 'xterm-256color', COLORTERM: 'truecolor'}), 16_777_216);
	assert.equal(colorsOf({TERM: 'tmux-256color', TERM_PROGRAM: 'tmux'}), 256);
	assert.equal(colorsOf({TERM: 'screen', TERM_PROGRAM: 'WezTerm'}), 16);
	assert.equal(colorsOf({TERM: 'xterm-kitty'}), 16_777_216);
	assert.equal(colorsOf({TERM: 'xterm'}), 16);
	assert.equal(colorsOf({TERM: 'linux', COLORTERM: 'truecolor'}), 16);
	assert.equal(colorsOf({TERM: 'dumb'}), 1);
	assert.equal(colorsOf({}), 1);
	assert.equal(colorsOf({TERM: 'vt220'}), 1);
	assert.equal(colorsOf({TERM: 'xterm', WT_SESSION: '7f2'}), 16_777_216);
	assert.equal(colorsOf({TERM: 'xterm-256color', TERM_PROGRAM: 'iTerm.app'}), 16_777_216);
	assert.equal(colorsOf({TERM: 'tmux-256color', TERM_PROGRAM: 'iTerm.app'}), 256);
	assert.equal(colorsOf({TERM: 'xterm', TERM_PROGRAM: 'Apple_Terminal'}), 256);
	assert.equal(colorsOf({TERM: 'xterm', FORCE_COLOR: 'maybe'}), 16);
	assert.equal(colorsOf({TERM: 'xterm-256color', COLORTERM: 'truecolor', NO_COLOR: '1'}), 1);
	assert.equal(colorsOf({TERM: 'xterm-256color', NO_COLOR: ''}), 256);
	assert.equal(colorsOf({TERM: 'dumb', FORCE_COLOR: '3'}), 16_777_216);
});

test('Unicode follows the locale that counts, braille also the terminal', () => {
	const of = (env: Environment) => [
		capabilitiesOf({TERM: 'xterm', ...env}).unicode,
		capabilitiesOf({TERM: 'xterm', ...env}).braille,
	];
	assert.deepEqual(of({LANG: 'en_US.UTF-8'}), [true, true]);
	assert.deepEqual(of({LANG: 'C.utf8'}), [true, true]);
	assert.deepEqual(of({LANG: 'en_US.UTF-8', LC_ALL: 'C'}), [false, false]);
	assert.deepEqual(of({LANG: 'C', LC_CTYPE: 'de_DE.UTF-8'}), [true, true]);
	assert.deepEqual(of({LANG: 'de_DE.ISO-8859-1'}), [false, false]);
	assert.deepEqual(of({}), [true, true]);
	assert.deepEqual(of({LANG: 'C.UTF-8', TERM: 'linux'}), [true, false]);
	assert.deepEqual(of({LANG: 'C.UTF-8', TERM: 'dumb'}), [true, false]);
});

test('COLORFGBG tells a dark background from a light one', () => {
	assert.equal(capabilitiesOf({COLORFGBG: '15;0'}).dark, true);
	assert.equal(capabilitiesOf({COLORFGBG: '15;8'}).dark, true, 'bright black');
	assert.equal(capabilitiesOf({COLORFGBG: '0;default;15'}).dark, false);
	assert.equal(capabilitiesOf({COLORFGBG: '0;7'}).dark, false);
	assert.equal(capabilitiesOf({COLORFGBG: '0;default'}).dark, null);
	assert.equal(capabilitiesOf({}).dark, null);
});

test('a background counts as dark as an eye sees it', () => {
	const dark = (color: string) => parseReply(`\x1b]11;${color}\x1b\\`)?.dark;
	assert.deepEqual(['rgb:0000/2b2b/3636', 'rgb:00/00/00', '#1e1e1e', 'rgba:2828/2c2c/3434/ffff'].map(dark), [
		true,
		true,
		true,
		true,
	]);
	assert.deepEqual(['rgb:fdfd/f6f6/e3e3', 'rgb:f/f/f', '#c0c0c0'].map(dark), [false, false, false]);
	assert.equal(parseReply('\x1b]11;nonsense\x07'), undefined);
});

test('mode 2026 is there only where the answer says that it can be switched', () => {
	const answers = [0, 1, 2, 3, 4].map(value => parseReply(`\x1b[?2026;${value}$y`)?.synchronized);
	assert.deepEqual(answers, [false, true, true, false, false]);
	assert.equal(parseReply('\x1b[?2004;1$y'), undefined);
});

test('a terminal that would print a question is not asked it', () => {
	for (const TERM of ['linux', 'dumb', 'vt100', '']) assert.equal(questions({TERM}), '');
	assert.ok(!questions({TERM: 'xterm-256color', TERM_PROGRAM: 'Apple_Terminal'}).includes('$p'));
	assert.ok(questions({TERM: 'xterm-256color'}).endsWith('\x1b[c'), 'what every terminal answers is asked last');
});

test('erasing in colour is relied on only where it is known', () => {
	assert.deepEqual(
		['xterm-256color', 'tmux-256color', 'screen-256color', 'vt100', undefined].map(TERM => erasesInColor({TERM})),
		[true, true, false, false, false],
	);
});
