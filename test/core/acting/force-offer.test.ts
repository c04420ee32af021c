import assert from 'node:assert/strict';
import {test} from 'node:test';
import {forceOffer} from '../../../source/core/acting/act.ts';

test('the choice past a refusal that says --force says it, too, in the cells that a dialog has for it', () => {
	assert.match(forceOffer.label, /--force/);
	assert.ok(forceOffer.label.length <= 24, forceOffer.label);
});
