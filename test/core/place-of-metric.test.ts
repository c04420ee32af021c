import assert from 'node:assert/strict';
import {test} from 'node:test';
import {placeOfMetric} from '../../source/core/row.ts';

test('a metric is found at the same place among few and among very many', () => {
	for (const count of [0, 3, 64, 65, 20_000]) {
		const names = Array.from({length: count}, (_, i) => `layer_${i}/weights`);
		for (let i = 0; i < count; i++) assert.equal(placeOfMetric(names, `layer_${i}/weights`), i);
		assert.equal(placeOfMetric(names, 'loss'), -1);
	}
});
