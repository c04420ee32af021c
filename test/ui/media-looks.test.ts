import assert from 'node:assert/strict';
import {test} from 'node:test';
import {allGlyphs, asciiGlyphs} from '../../source/draw/glyphs.ts';
import {Grid} from '../../source/draw/grid.ts';
import {bold, roleStyle} from '../../source/draw/style.ts';
import type {MediaAnswer, MediaView} from '../../source/engine/protocol.ts';
import {drawMediaTable} from '../../source/ui/media/media-table.ts';
import {openScreen} from './screen.tsx';

type Table = Extract<MediaView, {kind: 'table'}>;

const brush = {glyphs: allGlyphs, color: true, zone: 0, home: '/home/ada'};

/** A table as it is shown in so many lines. */
function linesOf(rows: string[][], room: number, total = rows.length): string[] {
	const grid = new Grid(70, room);
	const table: Table = {kind: 'table', columns: ['id', 'text', 'score'], rows, total};
	drawMediaTable(grid, 0, 0, 70, room, table, brush);
	assert.equal(grid.styles[0], roleStyle('default', bold), 'its heading is bold');
	return grid.lines().map(line => line.trimEnd());
}

test('numbers of a logged table stand on their points, words and what only looks like a number as they were logged', () => {
	assert.deepEqual(
		linesOf(
			[
				['1', 'a', '0.333333333333'],
				['20', '7', ''],
				['300', ' ', '12'],
			],
			9,
		).slice(0, 4),
		[' id  text      score', '  1  a      0.333333', ' 20  7', '300        12'],
	);
	assert.deepEqual(linesOf([['x', '007', '1']], 9)[1], 'x    007      1');
	assert.deepEqual(linesOf([['x', 'y'.repeat(50), '1']], 9)[1], `x   ${'y'.repeat(17)}…${'y'.repeat(22)}      1`);
});

test('of a table that is longer than its place it is said how many rows there are more', () => {
	const rows = Array.from({length: 6}, (_, at) => [String(at), 'w', '1']);
	assert.deepEqual([linesOf(rows, 7).at(-1), linesOf(rows, 6).at(-1)], [' 5  w         1', '2 more rows']);
	assert.equal(linesOf(rows.slice(0, 5), 6, 5).at(-1), ' 4  w         1');
	assert.equal(linesOf(rows.slice(0, 3), 9, 4)[4], '1 more row');
	assert.equal(linesOf(rows, 9, 900)[7], '894 more rows');
});

function openMedia(cols: number, rows: number, glyphs = allGlyphs) {
	const screen = openScreen(cols, rows, {glyphs});
	screen.engine.hasMedia = true;
	screen.press('enter ] ] ] ] ] ]');
	const first = screen.lines();
	const {wishes = []} = screen.engine.received.findLast(message => message.type === 'media') ?? {};
	const show = (name: string, view: MediaView) => {
		const wish = wishes.find(each => each.name === name)!.wish;
		const answer: MediaAnswer = {wish, step: 30, index: 0, count: 1, near: [30], view};
		screen.store.getState().media.put(answer);
		const grid = new Grid(cols, rows);
		for (const {rect, draw} of screen.scene().parts) {
			const part = new Grid(rect.cols, rect.rows);
			draw(part);
			grid.blit(part, rect.x, rect.y);
		}
		return grid;
	};
	return {screen, first, show};
}

test('tiles stand apart by lines, the one that keys go to by its colour; what cannot be shown says why', () => {
	for (const [glyphs, sign] of [
		[allGlyphs, '│'],
		[asciiGlyphs, '|'],
	] as const) {
		const {first} = openMedia(120, 36, glyphs);
		assert.ok(first[6]!.includes(sign), first[6]);
	}
	const {show} = openMedia(120, 36);
	const missing = show('prompt', {kind: 'missing', why: 'the file is gone'});
	const y = missing.lines().findIndex(line => line.includes('the file is gone'));
	const at = (line: string, text: string) => line.indexOf(text);
	assert.equal(missing.styles[y * 120 + at(missing.lines()[y]!, 'the file')], roleStyle('warn'));
	const titles = ['sample', 'weights'].map(name => {
		const line = missing.lines().findIndex(each => each.includes(name));
		return missing.styles[line * 120 + at(missing.lines()[line]!, name)];
	});
	assert.deepEqual(titles, [roleStyle('accent', bold), roleStyle('default', bold)]);
	const file = show('prompt', {kind: 'file', what: 'Audio', facts: ['WAV, 353 kB']});
	const styles = ['Audio', 'WAV, 353'].map(text => {
		const line = file.lines().findIndex(each => each.includes(text));
		return file.styles[line * 120 + at(file.lines()[line]!, text)];
	});
	assert.deepEqual(styles, [roleStyle('default', bold), roleStyle('dim')]);
});
