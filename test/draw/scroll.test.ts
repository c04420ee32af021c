import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scrollThumb, scrollTop} from '../../source/draw/scroll.ts';

test('the window moves only when the cursor comes to its edge', () => {
	assert.equal(scrollTop(100, 10, 0, 0), 0);
	assert.equal(scrollTop(100, 10, 7, 0), 0);
	assert.equal(scrollTop(100, 10, 8, 0), 1);
	assert.equal(scrollTop(100, 10, 50, 45), 45);
	assert.equal(scrollTop(100, 10, 46, 45), 44);
	assert.equal(scrollTop(100, 10, 99, 0), 90);
	assert.equal(scrollTop(5, 10, 4, 3), 0);
});

test('the cursor is in the window and the window in the list, whatever is asked', () => {
	for (const count of [0, 1, 5, 37]) {
		for (let rows = 0; rows < 12; rows++) {
			for (let cursor = 0; cursor < count; cursor++) {
				for (const top of [-3, 0, 4, 30, 90]) {
					const first = scrollTop(count, rows, cursor, top);
					if (rows > 0) assert.ok(cursor >= first && cursor < first + rows, `${count} ${rows} ${cursor} ${top}`);
					assert.ok(first >= 0 && first <= Math.max(0, count - Math.max(1, rows)));
				}
			}
		}
	}
});

test('the thumb touches an end only at that end', () => {
	assert.equal(scrollThumb(10, 10, 0), null);
	assert.deepEqual(scrollThumb(100, 10, 0), {start: 0, length: 1});
	assert.deepEqual(scrollThumb(100, 10, 1), {start: 1, length: 1});
	assert.deepEqual(scrollThumb(100, 10, 89), {start: 8, length: 1});
	assert.deepEqual(scrollThumb(100, 10, 90), {start: 9, length: 1});
});
