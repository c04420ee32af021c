import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LineSplitter} from '../../../source/encodings/text/lines.ts';
import {TextFeed} from '../../../source/formats/plain/text-feed.ts';

function linesOf(bytes: Buffer, pieceBytes: number): {lines: string[]; restBytes: number} {
	const lines: string[] = [];
	const splitter = new LineSplitter({
		line: (chunk, start, end) => lines.push(Buffer.from(chunk.subarray(start, end)).toString()),
	});
	const feed = new TextFeed(chunk => splitter.split(chunk));
	let held = Buffer.alloc(0);
	for (let at = 0; at < bytes.length; at += pieceBytes) {
		held = Buffer.concat([held, bytes.subarray(at, at + pieceBytes)]);
		for (let used = feed.consume(held); used > 0; used = feed.consume(held)) {
			held = held.subarray(used);
			if (held.length === 0) break;
		}
	}
	return {lines, restBytes: held.length};
}

const text = 'loss 損失 📉\r\nя,2\n\nlast';

test('reads UTF-8 with and without byte order mark, and UTF-16 of either order, in pieces of any size', () => {
	const encodings: [Buffer, number][] = [
		[Buffer.from(text), 4],
		[Buffer.from(`\ufeff${text}`), 4],
		[Buffer.from(`\ufeff${text}`, 'utf16le'), 8],
		[Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 8],
	];
	for (const [bytes, restBytes] of encodings) {
		for (const pieceBytes of [1, 2, 3, 5, 1000]) {
			assert.deepEqual(linesOf(bytes, pieceBytes), {lines: ['loss 損失 📉', 'я,2', ''], restBytes}, `${pieceBytes}`);
		}
	}
});

test('waits for the first two bytes before it decides on an encoding', () => {
	assert.deepEqual(linesOf(Buffer.from([0xff]), 1), {lines: [], restBytes: 1});
});

test('bytes like a byte order mark before letters of one byte each are damage of a first line in UTF-8', () => {
	for (const mark of [
		[0xff, 0xfe],
		[0xfe, 0xff],
	]) {
		const bytes = Buffer.concat([Buffer.from(mark), Buffer.from(' damaged\nstep 0 loss 2.5\n')]);
		for (const pieceBytes of [1, 3, 1000])
			assert.deepEqual(linesOf(bytes, pieceBytes), {lines: ['\ufffd\ufffd damaged', 'step 0 loss 2.5'], restBytes: 0});
	}
});

test('goes on in UTF-8 where another program wrote behind a shell that wrote UTF-16', () => {
	const wide = Buffer.from('\ufeffstep 0 loss 2.5\r\nstep 1 loss 1.5\r\n', 'utf16le');
	const bytes = Buffer.concat([wide, Buffer.from('step 2 loss 0.5\nstep 3 loss 0.25\n')]);
	const lines = ['step 0 loss 2.5', 'step 1 loss 1.5', 'step 2 loss 0.5', 'step 3 loss 0.25'];
	for (const pieceBytes of [1, 5, 1000]) assert.deepEqual(linesOf(bytes, pieceBytes), {lines, restBytes: 0}, `${pieceBytes}`);
});
