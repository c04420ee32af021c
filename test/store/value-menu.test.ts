import assert from 'node:assert/strict';
import {test} from 'node:test';
import {menuItems} from '../../source/store/menus/menus.ts';
import {look} from '../../source/store/store.ts';
import {openDesk} from '../actions/press.ts';
import {fakeRow} from '../ui/fake-rows.ts';

test('; offers what of the run tells it from others, as it would be filtered by; what has no value, or one too long to read, is left out', () => {
	const rows = [
		fakeRow({
			key: 0,
			name: 'a',
			config: {lr: 0.001, model: 'vit', none: null, long: 'x'.repeat(201)},
			metrics: ['loss', 'acc', 'size'],
			more: {tags: ['paper', 'best'], group: 'sweep', user: null, error: 'MemoryError'},
		}),
		fakeRow({key: 1, name: 'b', config: {lr: 0.01, model: 'vit'}, metrics: ['loss']}),
	];
	rows[0]!.metrics.values.fill(Number.NaN, 12, 24);
	const {store} = openDesk(rows);
	look(store, {metrics: ['loss', 'acc', 'size']});
	const items = menuItems(store.getState(), {kind: 'values', cursor: 0, text: '', typing: false});
	assert.deepEqual(
		items.map(({label, note}) => `${label}${note === '' ? '' : `   ${note}`}`),
		[
			'status finished',
			'tag paper',
			'tag best',
			'lr 1e-3',
			'none null',
			'loss <= 0.2112   as good or better',
			'group sweep',
			'format jsonl',
			'host gpu-3',
			'error MemoryError',
			'model vit',
		],
	);
});
