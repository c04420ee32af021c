import assert from 'node:assert/strict';
import {test} from 'node:test';
import {statuses} from '../../source/core/status.ts';
import {lookGlyph, markLooks, statusLooks} from '../../source/draw/status.ts';
import {roles} from '../../source/draw/style.ts';
import {textWidth} from '../../source/draw/width.ts';

test('every status and mark has a sign of one cell, an ASCII sign, a word and a role', () => {
	for (const look of [...statuses.map(status => statusLooks[status]), ...Object.values(markLooks)]) {
		assert.equal(textWidth(lookGlyph(look, {unicode: true})), 1, look.word);
		assert.match(lookGlyph(look, {unicode: false}), /^[\x21-\x7e]$/);
		assert.ok(roles.includes(look.role));
	}
});

test('without colour no two statuses look the same, except that failed and crashed share a sign', () => {
	const ascii = statuses.map(status => statusLooks[status].ascii);
	assert.equal(new Set(ascii).size, statuses.length);
	const signs = statuses.map(status => statusLooks[status].glyph);
	assert.equal(new Set(signs).size, statuses.length - 1);
	assert.equal(statusLooks.failed.glyph, statusLooks.crashed.glyph);
});
