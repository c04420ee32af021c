import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LineSplitter} from '../../../source/encodings/text/lines.ts';
import {SegmentSplitter} from '../../../source/encodings/text/segments.ts';

/** Feeds a text in pieces as a tail would: what was not used comes again in front of the next piece. */
function feed(split: (chunk: Uint8Array) => number, text: string | Uint8Array, pieceBytes: number): string {
	const bytes = Buffer.from(text);
	let held = Buffer.alloc(0);
	for (let at = 0; at < bytes.length; at += pieceBytes) {
		held = Buffer.concat([held, bytes.subarray(at, at + pieceBytes)]);
		held = held.subarray(split(held));
	}
	return held.toString('latin1');
}

function linesOf(text: string | Uint8Array, pieceBytes: number, limit?: number) {
	const lines: string[] = [];
	const long: [number, number][] = [];
	const splitter = new LineSplitter(
		{
			line: (chunk, start, end, number) => lines.push(`${number}:${Buffer.from(chunk.subarray(start, end)).toString()}`),
			tooLong: (number, bytes) => long.push([number, bytes]),
		},
		limit,
	);
	const rest = feed(chunk => splitter.split(chunk), text, pieceBytes);
	return {lines, long, rest};
}

test('gives the same lines whatever the pieces are, and keeps the one without an end', () => {
	for (const pieceBytes of [1, 2, 3, 7, 100]) {
		assert.deepEqual(linesOf('a\r\nbc\n\nd', pieceBytes), {lines: ['1:a', '2:bc', '3:'], long: [], rest: 'd'});
	}
});

test('skips a line beyond the limit, counts it, and reads on behind it', () => {
	for (const pieceBytes of [1, 5, 1000]) {
		const {lines, long, rest} = linesOf(`ok\n${'x'.repeat(50)}\nafter\n`, pieceBytes, 20);
		assert.deepEqual(lines, ['1:ok', '3:after']);
		assert.deepEqual(long, [[2, 50]]);
		assert.equal(rest, '');
	}
});

test('never holds more than the limit back, so that an endless line cannot fill the memory', () => {
	const splitter = new LineSplitter({line: () => {}}, 64);
	assert.equal(splitter.split(Buffer.alloc(65, 'x')), 65);
	assert.equal(splitter.split(Buffer.alloc(1000, 'x')), 1000);
});

test('drops the NULs that a crash left before a line or in its place, and says so', () => {
	const text = Buffer.from('a\n\0\0\0\0b\n\0\0\n\nc\n');
	assert.deepEqual(linesOf(text, 100).lines, ['1:a', '2:b', '3:', '4:', '5:c']);
	const holes: [number, number][] = [];
	feed(chunk => new LineSplitter({line: () => {}, hole: (number, bytes) => holes.push([number, bytes])}).split(chunk), text, 100);
	assert.deepEqual(holes, [
		[2, 4],
		[3, 2],
	]);
});

test('takes each redrawing of a line for a segment of its own', () => {
	for (const pieceBytes of [1, 2, 50]) {
		const segments: string[] = [];
		const splitter = new SegmentSplitter((chunk, start, end) =>
			segments.push(Buffer.from(chunk.subarray(start, end)).toString()),
		);
		assert.equal(
			feed(chunk => splitter.split(chunk), '\r10%\r20%\r\ndone\n30%', pieceBytes),
			'30%',
		);
		assert.deepEqual(segments, ['10%', '20%', 'done']);
	}
});

test('skips a segment beyond the limit', () => {
	const segments: string[] = [];
	const splitter = new SegmentSplitter(
		(chunk, start, end) => segments.push(Buffer.from(chunk.subarray(start, end)).toString()),
		10,
	);
	feed(chunk => splitter.split(chunk), `a\r${'x'.repeat(40)}\nb\n`, 5);
	assert.deepEqual(segments, ['a', 'b']);
	assert.equal(splitter.skipped, 1);
});

test('leaves out a line with NULs within, and cuts those behind a closed bracket', () => {
	const text = Buffer.from('{"a":1}\n{"b\0\0\0":2}\n{"c":3}\0\0\n5 6\0\nd\n');
	assert.deepEqual(linesOf(text, 100).lines, ['1:{"a":1}', '3:{"c":3}', '5:d']);
	const torn: [number, number, boolean][] = [];
	feed(chunk => new LineSplitter({line: () => {}, torn: (...said) => torn.push(said)}).split(chunk), text, 100);
	assert.deepEqual(torn, [
		[2, 3, false],
		[3, 2, true],
		[4, 1, false],
	]);
});
