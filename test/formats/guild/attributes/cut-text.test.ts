import assert from 'node:assert/strict';
import {test} from 'node:test';
import {cutEntryAt} from '../../../../source/formats/guild/attributes/cut-text.ts';

const folded = 'a long label that PyYAML goes on with in the next line because it is so long here\n  and here\n';
const quoted = "epochs: 3\nnote: 'it''s\n\n  more'\n";
const comment = "- body: 'hello\n\n    world'\n  host: h\n  time: 1\n  user: me\n";

/** What is left in front of the entry that was cut, for each length that the text is cut to; null where it is as good as whole. */
const leftOf = (text: string) =>
	Array.from(text, (_, length) => {
		const at = cutEntryAt(text.slice(0, length));
		return at === null ? null : text.slice(0, at);
	});

test('a text that was cut in one of its further lines was cut', () => {
	const goesOn = folded.indexOf('\n') + 4;
	assert.deepEqual(new Set(leftOf(folded).slice(goesOn, -1)), new Set(['']));
	assert.deepEqual(
		new Set(leftOf(folded).slice(0, goesOn - 1)),
		new Set([null]),
		'in its first line nothing tells it from a shorter one',
	);
});

test('a quoted text that does not end was cut, and what stands before it was not', () => {
	const begins = quoted.indexOf("'");
	const left = leftOf(quoted);
	assert.deepEqual(new Set(left.slice(0, begins + 1)), new Set([null]));
	const inside = left.slice(begins + 1, quoted.lastIndexOf("'") + 1);
	// Behind half of a doubled quote it seems to end.
	assert.deepEqual(new Set(inside.filter((_, i) => begins + 1 + i !== quoted.indexOf("''") + 1)), new Set(['epochs: 3\n']));
	assert.equal(cutEntryAt('a: "x\\"'), 0);
	assert.equal(cutEntryAt("'a: b': \"x\\\n  y"), 0, 'a quoted key in front');
});

test('a key that was cut is no text', () => {
	const ends = comment.lastIndexOf("'") + 1;
	assert.deepEqual(new Set(leftOf(comment).slice(ends)), new Set([null]));
	assert.equal(cutEntryAt('model:\n  depth: 3\n  na'), null);
	assert.equal(cutEntryAt("it's one\n"), null);
	assert.equal(cutEntryAt("lr: 0.1\nnote: don't"), null);
});
