import {CsvScanner, cellKinds} from '../../encodings/csv.ts';
import {parseNumber} from '../../encodings/odd-number.ts';
import type {FileReader} from '../plain/files-source.ts';
import {TextFeed} from '../plain/text-feed.ts';
import {readMoment} from '../plain/time-names.ts';

const tab = 0x09;

/**
 * Reads one metric's table: `step` and the value, which is the last column whatever it is called; in front of them `timestamp` in milliseconds
 * where that was asked for.
 */
export function openTable(push: (step: number, wallMs: number, value: number) => void): FileReader {
	let stepColumn = -1;
	let timeColumn = -1;
	let rows = 0;
	const scanner: CsvScanner = new CsvScanner(tab, () => {
		const last = scanner.count - 1;
		// A metric may be called "nan": what stands in front of it tells.
		const isText = (column: number) => scanner.kinds[column] === cellKinds.text && parseNumber(scanner.text(column)) === null;
		const isHeader = isText(0) || isText(last);
		if (isHeader) {
			const names = Array.from({length: last}, (_, i) => scanner.text(i));
			stepColumn = names.indexOf('step');
			timeColumn = names.indexOf('timestamp');
			return;
		}
		const value = scanner.kinds[last] === cellKinds.number ? scanner.values[last]! : parseNumber(scanner.text(last));
		const isStep = stepColumn >= 0 && stepColumn < last && scanner.kinds[stepColumn] === cellKinds.number;
		const step = isStep ? scanner.values[stepColumn]! : rows;
		rows++;
		if (value === null || last < 1) return;
		const isTime = timeColumn >= 0 && timeColumn < last && scanner.kinds[timeColumn] === cellKinds.number;
		push(step, isTime ? readMoment(scanner.values[timeColumn]!) : Number.NaN, value);
	});
	const feed = new TextFeed(chunk => scanner.scan(chunk));
	return {consume: chunk => feed.consume(chunk)};
}
