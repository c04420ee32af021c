import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {TakenTable} from '../../../source/encodings/sqlite/index.ts';
import {tableStart} from '../../../source/encodings/sqlite/index.ts';
import {PointTable} from '../../../source/formats/mlflow/point-table.ts';
import {AddedRows} from '../../../source/formats/stores/added-rows.ts';
import {Standing} from '../../../source/formats/stores/standing.ts';
import {Collected} from '../collect.ts';

/** Rows as a store in the encoding of Windows has them: texts are bytes that only the cursor knows to read. */
function tableOf(rows: readonly (readonly [key: string, value: number, run: string, step: number])[]): TakenTable {
	const columns = ['key', 'value', 'run_uuid', 'step'];
	const scan = (take: (row: object) => void) => {
		for (const row of rows) {
			const texts = row.map(cell => Buffer.from(typeof cell === 'string' ? cell : '', 'utf16le'));
			const starts = texts.map((_, at) => texts.slice(0, at).reduce((sum, {length}) => sum + length, 0));
			take({
				bytes: Buffer.concat(texts),
				startOf: (column: number) => starts[column]!,
				endOf: (column: number) => starts[column]! + texts[column]!.length,
				text: (column: number) => row[column] as string,
				number: (column: number, missing = Number.NaN) => (column < 0 ? missing : (row[column] as number)),
			});
		}
		return {place: tableStart, more: false};
	};
	return {column: (name: string) => columns.indexOf(name), scan} as unknown as TakenTable;
}

test('runs and metrics are known in whichever encoding the store keeps its texts', () => {
	const collected = new Collected();
	const points = new PointTable(collected, new Standing(), id => id === 'a1' || id === 'b2');
	const table = tableOf([
		['val/loss', 0.5, 'a1', 0],
		['val/loss', 0.25, 'a1', 1],
		['точность', 0.9, 'b2', 7],
		['val/loss', 9, 'gone', 7],
	]);
	table.scan(points.bind(new AddedRows('metrics'), table));
	assert.deepEqual(points.takeChanged(), ['a1', 'b2']);
	const metrics = [...collected.runs].map(([id, run]) => [id, [...run.metrics.keys()]]);
	assert.deepEqual(metrics, [
		['a1', ['val/loss']],
		['b2', ['точность']],
	]);
});
