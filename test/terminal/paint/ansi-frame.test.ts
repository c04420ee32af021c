import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Grid} from '../../../source/draw/grid.ts';
import {bold, colorOf, internColor, makeStyle, roleStyle, underline} from '../../../source/draw/style.ts';
import {inkColor} from '../../../source/terminal/colour/role-color.ts';
import {overlayFrame, parseFrame} from '../../../source/terminal/paint/ansi-frame.ts';

test('text, colours and attributes become cells', () => {
	const {grid} = parseFrame(
		'a\x1b[1mb\x1b[22m\x1b[4;31mc\x1b[24;39md\n\x1b[38;2;1;2;3mx\x1b[48;5;196my\x1b[0mz\x1b[90mw\x1b[39m',
		6,
		2,
	);
	assert.deepEqual(grid.lines(), ['abcd', 'xyzw']);
	assert.deepEqual([...grid.styles.slice(0, 4)], [0, makeStyle(0, 0, bold), roleStyle('bad', underline), 0]);
	const gray = internColor(0x010203);
	assert.deepEqual([...grid.styles.slice(6, 10)], [makeStyle(gray), makeStyle(gray, internColor(0xff0000)), 0, roleStyle('dim')]);
});

test('the colour that stands for a role gives the role', () => {
	const hex = inkColor('run3');
	const rgb = [1, 3, 5].map(at => Number.parseInt(hex.slice(at, at + 2), 16)).join(';');
	const {grid} = parseFrame(`\x1b[38;2;${rgb}mx`, 1, 1);
	assert.equal(grid.styles[0], roleStyle('run3'));
	assert.equal(inkColor('default'), '#010000');
});

test('a frame is cut at the edges, and other sequences leave no trace', () => {
	const {grid} = parseFrame('\x1b]8;;https://a.example\x07link\x1b]8;;\x07 世界\x1b[K\nsecond\nthird', 7, 2);
	assert.deepEqual(grid.lines(), ['link 世', 'second']);
});

test('only what is not a blank, or has a style, covers what lies under it', () => {
	const target = new Grid(10, 3);
	target.put(0, 0, 'under 世is', 0);
	target.put(0, 1, '世世世世', 0);
	target.put(0, 2, 'torn lines', 0);
	const frame = parseFrame('  x \x1b[48;2;9;9;9m \x1b[49m\u00a0\n 界\n  │    │', 10, 3);
	overlayFrame(target, frame);
	assert.deepEqual(
		target.lines(),
		['unxe  世is', ' 界 世世', '  │n li│'],
		'and no letters are left beside what is nearly as wide',
	);
	assert.equal(target.styles[4], makeStyle(0, internColor(0x090909)));
	assert.equal(target.styles[0], 0);
	assert.equal(colorOf('default'), 0);
});
