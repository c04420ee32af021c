import assert from 'node:assert/strict';
import {test} from 'node:test';
import stringWidth from 'string-width';
import {clusterWidth} from '../../source/draw/cluster-width.ts';

const assigned = /[^\p{Unassigned}\p{Private_Use}]/u;

test('a code point alone is as wide as string-width says, two cells at most', () => {
	const wrong: string[] = [];
	for (let point = 0; point < 0x32000; point++) {
		const text = String.fromCodePoint(point);
		if (assigned.test(text) && clusterWidth(text) !== Math.min(2, stringWidth(text))) wrong.push(point.toString(16));
	}
	assert.deepEqual(wrong, []);
});

test('clusters of several code points are as wide as string-width says', () => {
	for (const cluster of [
		'e\u0301',
		'⚠\uFE0F',
		'⚠',
		'👩‍🔬',
		'👩🏽',
		'🇩🇪',
		'🇩',
		'1\uFE0F\u20E3',
		'1\u20E3',
		'❤\u200D🔥',
		'각',
		'नि',
		'க்',
		'กำ',
		'\u0301',
		'\uFE0F',
		'x\uFE0F',
		'世\uFE00',
	])
		assert.equal(clusterWidth(cluster), Math.min(2, stringWidth(cluster)), cluster);
});
