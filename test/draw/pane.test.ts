import assert from 'node:assert/strict';
import {test} from 'node:test';
import {allGlyphs, asciiGlyphs} from '../../source/draw/glyphs.ts';
import {Grid} from '../../source/draw/grid.ts';
import {drawRule} from '../../source/draw/pane.ts';
import {drawChip} from '../../source/draw/spans.ts';
import {roleStyle} from '../../source/draw/style.ts';

const spans = (text: string) => [{text, style: 0}];

test('a rule has its titles at both ends, and gives up the right one first', () => {
	const draw = (cols: number): string => {
		const grid = new Grid(cols, 1);
		drawRule(grid, {left: spans('loss · resnet'), right: spans('last 0.2130')}, roleStyle('border'), allGlyphs);
		return grid.lines()[0]!;
	};
	assert.equal(draw(36), '─ loss · resnet ──────── last 0.2130');
	assert.equal(draw(30), '─ loss · resnet ── last 0.2130');
	assert.equal(draw(29), '─ loss · resnet ─ last 0.2130');
	assert.equal(draw(28), '─ loss · resn… ─ last 0.2130');
	assert.equal(draw(20), '─ loss · resnet ────');
	assert.equal(draw(10), '─ loss ·…');
	const plain = new Grid(8, 1);
	drawRule(plain, {left: spans('a')}, roleStyle('border'), asciiGlyphs);
	assert.deepEqual(plain.lines(), ['- a ----']);
});

test('chips are drawn whole or not at all', () => {
	const grid = new Grid(12, 1);
	const after = drawChip(grid, 0, 0, 'best', 0, 12, true);
	assert.equal(drawChip(grid, after, 0, 'too long', 0, 12 - after), after);
	assert.deepEqual(grid.lines(), ['[best]']);
});
