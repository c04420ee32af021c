import assert from 'node:assert/strict';
import {test} from 'node:test';
import {makeLines, type TreeShape} from '../../../../source/core/table/lines/list-lines.ts';
import type {Told} from '../../../../source/core/told.ts';
import {makeRow} from '../../query/rows.ts';

const told: Told[] = [
	{format: 'hydra', place: '', configKeys: 2, metrics: 0, points: 0, lastStep: null, problems: 0},
	{format: 'tfevents', place: 'tb', configKeys: 0, metrics: 1, points: 5, lastStep: 4, problems: 0},
];
const folded = {...makeRow({name: 'folded'}), told};
const single = makeRow({name: 'single'});

function textsOf(tree: TreeShape, folds: ReadonlyMap<number, boolean>): string[] {
	const rows = [folded, single];
	const lines = makeLines(rows, null, rows, {tree, folds, groupsOpen: true});
	return lines.map(
		({run, label, depth}) => `${' '.repeat(depth)}${run === null ? label : rows.find(({key}) => key === run)!.name}`,
	);
}

test('a run of several sources is one line, and is taken apart only where that is asked for', () => {
	for (const tree of ['nested', 'flat'] as const) {
		assert.deepEqual(textsOf(tree, new Map()), ['folded', 'single']);
		assert.deepEqual(textsOf(tree, new Map([[folded.key, true]])), [
			'folded',
			' hydra: config of 2 keys',
			' tfevents: 1 metric, 5 points to step 4, in tb',
			'single',
		]);
		assert.deepEqual(textsOf(tree, new Map([[single.key, true]])), ['folded', 'single']);
	}
});
