import assert from 'node:assert/strict';
import {test} from 'node:test';
import {allGlyphs} from '../../source/draw/glyphs.ts';
import {shortenApart} from '../../source/draw/names-apart.ts';
import {textWidth} from '../../source/draw/width.ts';

const trials = (...numbers: number[]) =>
	numbers.flatMap(at => ['wide', 'deep'].map(study => ({name: `trial ${at}`, apart: `studies.log ${study}_search_of_layers`})));

test('a name that fits stays whole, and what tells it apart takes the room beside it, with what differs in it', () => {
	assert.deepEqual(shortenApart(trials(7, 118), 24, allGlyphs), [
		'trial 7 (…wide_…_layers)',
		'trial 7 (…deep_…_layers)',
		'trial 118 (…wide…layers)',
		'trial 118 (…deep…layers)',
	]);
	assert.deepEqual(shortenApart(trials(118), 12, allGlyphs), ['trial 118', 'trial 118']);
	assert.deepEqual(shortenApart([{name: 'train', apart: ''}, ...trials(1)], 40, allGlyphs)[0], 'train');
});

test('a name that is too long itself leaves room for the id that tells it apart', () => {
	const models = ['0be7', '27aa'].map(apart => ({name: 'a forest of many trees on the second set', apart}));
	assert.deepEqual(shortenApart(models, 24, allGlyphs), ['a fores…econd set (0be7)', 'a fores…econd set (27aa)']);
	assert.deepEqual(shortenApart(models, 12, allGlyphs), ['a fo…ond set', 'a fo…ond set']);
	const twins = ['9f3a', '41cc'].map(apart => ({name: 'a quiet second try', apart}));
	assert.deepEqual(
		shortenApart(twins, 13, allGlyphs),
		['a …try (9f3a)', 'a …try (41cc)'],
		'of one name, what is left of it is enough',
	);
	assert.equal(shortenApart([twins[0]!, {name: 'the other', apart: ''}], 13, allGlyphs)[0], 'a qui…ond try');
	const starts = [1, 2].map(number => ({name: 'backup/second_train.txt', apart: `start ${number}`}));
	assert.deepEqual(shortenApart(starts, 18, allGlyphs), ['bac….txt (start 1)', 'bac….txt (start 2)']);
});

test('no label is wider than its room', () => {
	const all = [...trials(3, 44), {name: '训练-实验-一', apart: '学习率-0.001'}, {name: 'one', apart: 'a'}];
	for (let cells = 1; cells < 50; cells++)
		for (const label of shortenApart(all, cells, allGlyphs)) assert.ok(textWidth(label) <= cells, `${cells}: ${label}`);
});
