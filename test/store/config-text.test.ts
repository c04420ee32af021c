import assert from 'node:assert/strict';
import test from 'node:test';
import {configText} from '../../source/store/texts/config-text.ts';

test('a setting that was kept as text is shown as the number that it is, and what may be an id or a version as it is written', () => {
	assert.equal(configText('0.0001'), '1e-4');
	assert.equal(configText('0.1'), '0.1');
	assert.equal(configText('1234567'), '1234567');
	for (const id of [
		'2.10',
		'0e12',
		'706694008682824164',
		'-706694008682824164',
		'007',
		'0012.5',
		'123456789012345678901234567890',
	])
		assert.equal(configText(id), id);
});
