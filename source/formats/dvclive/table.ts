import {CsvScanner, cellKinds} from '../../encodings/csv.ts';
import {parseNumber} from '../../encodings/numbers/odd-number.ts';
import type {FileReader} from '../plain/files-source.ts';
import {readMoment} from '../plain/names/time-names.ts';
import {TextFeed} from '../plain/text-feed.ts';

const tab = 0x09;
/** No step is as high as milliseconds since 1970 are. */
const leastTimestamp = 1e11;

export interface TableHandlers {
	push(step: number, wallMs: number, value: number): void;
	/** A line, from 1, that is none of the table, and what is wrong with it. */
	badLine(line: number, what: string): void;
	/** Zero bytes, as a whole sentence. */
	hole(message: string): void;
}

/**
 * Reads one metric's table: `step` and the value, which is the last column whatever it is called; in front of them `timestamp`
 * in milliseconds where that was asked for. It may be asked for at some points alone: the header is that of the first one, and
 * each row has what it has. Only what names the step is a header: a damaged row, or a mark of Git's for a conflict, is left out,
 * and the steps behind it stay what they are.
 */
export function openTable({push, badLine, hole}: TableHandlers): FileReader {
	const columns = new TableColumns();
	/** Whether a row was met that is neither blank nor damaged. */
	let isBegun = false;
	/** Lines before that: a file without any other is no table at all, which is told of it as a whole. */
	const odd: number[] = [];
	const tellOdd = () => {
		for (const line of odd.splice(0)) badLine(line, 'is no row of the table and was left out');
	};
	let rows = 0;
	/** Whether values are numbers: what may be words says nothing of a word. */
	let hasNumbers = false;
	const scanner: CsvScanner = new CsvScanner(tab, () => {
		const last = scanner.count - 1;
		const isWord = (column: number) => scanner.kinds[column] === cellKinds.text && parseNumber(scanner.text(column)) === null;
		const inFront = Array.from({length: last}, (_, i) => scanner.text(i));
		const isFirst = !isBegun && last > 0 && isWord(last) && inFront.every((_, i) => isWord(i));
		// A metric may be called "nan": what stands in front of it tells.
		if (isFirst || inFront.includes('step')) {
			isBegun = true;
			columns.name(inFront);
			return;
		}
		const numberAt = (column: number) => (scanner.kinds[column] === cellKinds.number ? scanner.values[column]! : Number.NaN);
		const {step: stepColumn, time: timeColumn} = columns.of(last, numberAt(0));
		const step = columns.hasStep ? numberAt(stepColumn) : rows;
		if (last < 1 || !Number.isFinite(step)) {
			odd.push(scanner.line);
			if (isBegun) tellOdd();
			return;
		}
		isBegun = true;
		if (odd.length > 0) tellOdd();
		rows++;
		const value = scanner.kinds[last] === cellKinds.number ? scanner.values[last]! : parseNumber(scanner.text(last));
		if (value === null) {
			if (hasNumbers) badLine(scanner.line, 'has no number for its value and was left out');
			return;
		}
		hasNumbers = true;
		const isTime = timeColumn >= 0 && scanner.kinds[timeColumn] === cellKinds.number;
		push(step, isTime ? readMoment(scanner.values[timeColumn]!) : Number.NaN, value);
	});
	const feed = new TextFeed(chunk => {
		const used = scanner.scan(chunk);
		for (const message of scanner.takeHoles()) hole(message);
		return used;
	});
	return {consume: chunk => feed.consume(chunk)};
}

/** Where the step and the time of a row are; as the tables that DVCLive writes have them until a header says otherwise. */
class TableColumns {
	private step = 0;
	private time = -1;
	/** Whether there is nothing but a step, and maybe a time, in front of the value. */
	private isUsual = true;

	/** False where a header names no step: then rows are counted. */
	get hasStep(): boolean {
		return this.step >= 0;
	}

	/** Takes the names in front of the value. */
	name(names: readonly string[]): void {
		this.step = names.indexOf('step');
		this.time = names.indexOf('timestamp');
		this.isUsual = /^(?:timestamp )?step$/.test(names.join(' '));
	}

	/** The columns of a row with `last` cells in front of its value, the first of them as a number; -1 for none. */
	of(last: number, first: number): {step: number; time: number} {
		const none = {step: -1, time: -1};
		if (!this.isUsual) return this.step < last ? {step: this.step, time: this.time} : none;
		// A time without the step behind it is torn, and two numbers that are no time are the beginnings of two rows.
		if (last === 1) return first >= leastTimestamp ? none : {step: 0, time: -1};
		if (last !== 2 || (this.time < 0 && !(first >= leastTimestamp))) return none;
		return {step: 1, time: 0};
	}
}
