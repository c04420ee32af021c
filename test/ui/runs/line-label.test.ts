import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {RunRow} from '../../../source/core/row.ts';
import type {ListLine} from '../../../source/core/table/lines/list-line.ts';
import {allGlyphs} from '../../../source/draw/glyphs.ts';
import {initialState} from '../../../source/store/state.ts';
import {fitNote, shortenLabels} from '../../../source/ui/runs/line-label.ts';

const heading = (label: string): ListLine => ({
	key: label,
	run: null,
	depth: 0,
	label,
	group: null,
	below: [],
	open: true,
	wanted: true,
	kind: null,
	isSource: false,
});
const shorten = (labels: string[]) => shortenLabels(labels.map(heading), initialState(['/exp'], 0), 20, allGlyphs);

test('a heading that is too long keeps its first fields where these tell it apart, else what does', () => {
	assert.deepEqual(shorten(['lr 0.1, model resnet50, wd 0', 'lr 0.2, model resnet50, wd 1']), [
		'lr 0.1, model res…',
		'lr 0.2, model res…',
	]);
	const alike = shorten(['lr 0.1, model resnet50, wd 0', 'lr 0.1, model resnet50, wd 1', 'augment true, model vit, wd 1']);
	assert.match(alike[0]!, /wd 0$/);
	assert.match(alike[1]!, /wd 1$/);
	assert.equal(alike[2], 'augment true, mod…');
});

test('a count of attempts is left out before a name that says which start it is is cut', () => {
	const line: ListLine = {...heading('2 attempts'), run: 1};
	const note = (name: string, cells: number) => fitNote(line, {name} as RunRow, cells);
	assert.equal(note('exp1 (start 2)', 25), '2 attempts');
	assert.equal(note('exp1 (start 2)', 24), '');
	assert.equal(note('a/long/name/of/exp1', 25), '2');
	assert.equal(note('exp1', 6), '2');
	assert.equal(note('exp1', 5), '');
});
