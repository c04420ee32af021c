import {CsvScanner, cellKinds} from '../../encodings/csv.ts';
import {parseNumber} from '../../encodings/numbers/odd-number.ts';
import type {FileReader} from '../plain/files-source.ts';
import {TextFeed} from '../plain/text-feed.ts';
import {readMoment} from '../plain/time-names.ts';

const tab = 0x09;
/** No step is as high as milliseconds since 1970 are. */
const leastTimestamp = 1e11;

/**
 * Reads one metric's table: `step` and the value, which is the last column whatever it is called; in front of them `timestamp`
 * in milliseconds where that was asked for. It may be asked for at some points alone: the header is that of the first one, and
 * each row has what it has.
 */
export function openTable(push: (step: number, wallMs: number, value: number) => void): FileReader {
	let stepColumn = -1;
	let timeColumn = -1;
	/** Whether there is nothing but a step, and maybe a time, in front of the value. */
	let isUsual = false;
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
			isUsual = /^(?:timestamp )?step$/.test(names.join(' '));
			return;
		}
		if (isUsual && (last === 1 || last === 2)) {
			timeColumn = last - 2;
			stepColumn = last - 1;
			// Torn behind its step.
			if (last === 1 && scanner.kinds[0] === cellKinds.number && scanner.values[0]! >= leastTimestamp) return;
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
