import assert from 'node:assert/strict';
import {test} from 'node:test';
import {CsvScanner, cellKinds} from '../../source/encodings/csv.ts';

type Cell = number | string | null;

function rowsOf(
	text: string,
	pieceBytes = text.length + 8,
	separator = ',',
): {rows: Cell[][]; scanner: CsvScanner; rest: string} {
	const rows: Cell[][] = [];
	const scanner = new CsvScanner(separator.charCodeAt(0), () => {
		rows.push(
			Array.from({length: scanner.count}, (_, i) => {
				if (scanner.kinds[i] === cellKinds.empty) return null;
				return scanner.kinds[i] === cellKinds.number ? scanner.values[i]! : scanner.text(i);
			}),
		);
	});
	const bytes = Buffer.from(text);
	let held = Buffer.alloc(0);
	for (let at = 0; at < bytes.length; at += pieceBytes) {
		held = Buffer.concat([held, bytes.subarray(at, at + pieceBytes)]);
		held = held.subarray(scanner.scan(held));
	}
	return {rows, scanner, rest: held.toString()};
}

test('reads numbers, words, empty and padded cells, with either line end', () => {
	const {rows} = rowsOf('step,loss,note\r\n0, 2.5 ,\n1,nan,ok\r\n2,-Inf,"3.5"\n');
	assert.deepEqual(rows, [
		['step', 'loss', 'note'],
		[0, 2.5, null],
		[1, Number.NaN, 'ok'],
		[2, Number.NEGATIVE_INFINITY, 3.5],
	]);
});

test('keeps separators, quotes and line breaks inside quotes, and counts their lines', () => {
	const {rows, scanner} = rowsOf('a,b\n1,"x, ""y""\nz"\n2,3\n');
	assert.deepEqual(rows, [
		['a', 'b'],
		[1, 'x, "y"\nz'],
		[2, 3],
	]);
	assert.equal(scanner.line, 4);
});

test('gives the same rows whatever the pieces are, and keeps a row without line feed', () => {
	const text = 'a,b,"c ""d"""\n1,2.5,"x\ny"\n-3e-2,,z\n4,5';
	const whole = rowsOf(text);
	assert.equal(whole.rest, '4,5');
	for (const pieceBytes of [1, 2, 3, 5, 8]) assert.deepEqual(rowsOf(text, pieceBytes).rows, whole.rows);
});

test('does not take a number for complete before its separator is there', () => {
	assert.deepEqual(rowsOf('1,0.12', 100).rows, []);
	assert.deepEqual(rowsOf('1,0.1234\n', 6).rows, [[1, 0.1234]]);
});

test('takes a quote that is never closed for a letter, so that the rows behind it are read', () => {
	const text = `a,b\n1,"torn\n${'2,3\n'.repeat(40_000)}`;
	const {rows} = rowsOf(text);
	assert.deepEqual(rows[1], [1, '"torn']);
	assert.equal(rows.length, 40_002);
});

test('skips a row that is too long and goes on behind it', () => {
	const {rows, scanner} = rowsOf(`a,b\n1,${'x'.repeat(9 * 1024 * 1024)}\n2,3\n`, 1 << 22);
	assert.deepEqual(rows.at(-1), [2, 3]);
	assert.equal(rows.length, 2);
	assert.equal(scanner.skippedRows, 1);
	assert.equal(scanner.skippedLine, 2);
});

test('reads rows of a thousand columns', () => {
	const {rows} = rowsOf(`${Array.from({length: 1000}, (_, i) => i).join(';')}\n`, 100_000, ';');
	assert.equal(rows[0]![999], 999);
});

test('leaves out a row that zero bytes have made of the halves of two, but not one that is whole behind them', () => {
	const text = `a,b\n1,2\n3,${'\0'.repeat(9)}7,8\n\0\0\0\0\n\0\x005,6\n7,8\n`;
	for (const pieceBytes of [1, 3, 100]) {
		const {rows, scanner} = rowsOf(text, pieceBytes);
		assert.deepEqual(rows.slice(1), [
			[1, 2],
			[5, 6],
			[7, 8],
		]);
		assert.deepEqual(scanner.takeHoles(), [
			'Line 4 begins with zero bytes: what was written there is lost',
			'Line 3 holds zero bytes: what was written there is lost, and it was left out',
		]);
	}
});

test('reads cells that are filled up with zero bytes from the header on', () => {
	const {rows, scanner} = rowsOf('a\0\0,b\0\n1,2.5\0\n');
	assert.deepEqual(rows, [
		['a', 'b'],
		[1, 2.5],
	]);
	assert.deepEqual(scanner.takeHoles(), []);
	const ended = rowsOf('a,b\n1,2.5\0\n2,3.5\0\0\r\n3,4\0\x005\n');
	assert.deepEqual(ended.rows.slice(1), [
		[1, 2.5],
		[2, 3.5],
	]);
	assert.equal(ended.scanner.takeHoles().length, 1);
	// A program may begin with it later, as where it was changed and started again.
	const later = rowsOf('a,b\n1,2\n2,3\0\n3,4\0\n4,5\0\n');
	assert.equal(later.rows.length, 5);
	assert.deepEqual(later.scanner.takeHoles(), []);
	assert.equal(rowsOf('a,b\n1,2\n2,3\0\n3,4\n4,5\n').rows.length, 4);
	// Neither what stands above matters, nor how many zero bytes and cells there are.
	for (const above of ['# by hand\na,b\n', 'a,b\n\n', 'a,b,c\n', 'a,b\n1,2\n'])
		assert.equal(rowsOf(`${above}2,3\0\n3,4\0\0\0\n4,5\0\n`).rows.filter(row => row.length > 1 && Number(row[0]) > 1).length, 3);
});

test('tells that rows which were left out end in zero bytes, where the next one comes later', () => {
	const {rows, scanner} = rowsOf('a,b\n1,2\n2,3\0\n3,4\0\n', 1);
	assert.equal(rows.length, 3);
	assert.equal(scanner.shown.isTerminated, true);
	const hinted = new CsvScanner(0x2c, () => {}, {isTerminated: true, hasLines: false});
	hinted.scan(Buffer.from('a,b\n1,2\n2,3\0\n'));
	assert.deepEqual(hinted.takeHoles(), []);
});

test('an opening quote is a letter where rows stand behind it, also in a short file', () => {
	const open = 'a,b,c\n1,2,x\n2,3,"open\n';
	assert.deepEqual(rowsOf(`${open}3,4,x\n4,5,x\n5,6,x\n`).rows.slice(2), [
		[2, 3, '"open'],
		[3, 4, 'x'],
		[4, 5, 'x'],
		[5, 6, 'x'],
	]);
	assert.equal(rowsOf(`${open}3,4,x\nsome words\n5,6,x\n6,7,x\n`).rows.length, 2);
	// Cells of several lines may hold such lines themselves.
	const cells = 'a,b,c\n1,2,"3,4,x\n4,5,x\n5,6,x"\n';
	assert.equal(rowsOf(`${cells}2,3,"3,4,x\n4,5,x\n5,6,x\n`).rows.length, 2);
});

test('takes what stands behind an opening quote for rows also where another column counts, or it begins anew', () => {
	const repeated = 'epoch,step,note\n0,0,\n0,1,"open\n0,2,\n0,3,\n1,4,\n';
	const timed = 'time,step,note\n10:00,0,\n10:01,1,"open\n10:02,2,\n10:03,3,\n10:04,4,\n';
	const restarted = 'step,loss,note\n5,0.5,\n6,0.6,"killed\n3,0.7,\n4,0.3,\n5,0.5,\n';
	for (const text of [repeated, timed, restarted]) assert.equal(rowsOf(text).rows.length, 6);
	// Numbers where words belong, or words where numbers do.
	const words = 'step,loss,note\n0,2,"short"\n1,1.5,"open\n2,2,2\n3,3,3\n4,4,4\n';
	assert.equal(rowsOf(words).rows.length, 2);
	// A cell may have a number now and then, where the first column counts on.
	const mixed = 'step,loss,note\n0,2.5,-\n1,1.5,"open\n2,1.2,2\n3,None,\n4,1.1,x\n';
	assert.equal(rowsOf(mixed).rows.length, 6);
});

test('tells that a cell has several lines, where its closing quote comes behind what was taken for rows', () => {
	const open = 'a,b,c\n1,2,x\n2,3,"open\n3,4,x\n4,5,x\n5,6,x\n';
	for (const end of ['6,7,x"\n', '"\n']) {
		const {scanner} = rowsOf(open + end, open.length);
		assert.equal(scanner.shown.hasLines, true);
	}
	assert.equal(rowsOf(`${open}6,7,x\n`, open.length).scanner.shown.hasLines, false);
});
