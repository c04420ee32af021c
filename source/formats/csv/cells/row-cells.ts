import {type CsvScanner, cellKinds} from '../../../encodings/csv.ts';
import {parseNumber} from '../../../encodings/numbers/odd-number.ts';
import {readDatedClock, readMoment} from '../../plain/names/time-names.ts';
import type {Cell} from '../columns/columns.ts';
import type {TimeColumns} from '../columns/time-columns.ts';
import {oneLine} from '../table/table-head.ts';

/** The cells of the row that a scanner has at hand, as what they are asked for. */
export class RowCells {
	/** First and last moment that was asked for, milliseconds since 1970; NaN where there was none. */
	firstMs = Number.NaN;
	lastMs = Number.NaN;

	constructor(private readonly scanner: CsvScanner) {}

	/** All of them as names, which are one line each. */
	names(): string[] {
		return Array.from({length: this.scanner.count}, (_, i) => oneLine(this.scanner.text(i).trim()));
	}

	/** All of them as numbers, however they are written, as texts or as nothing. */
	values(): Cell[] {
		const {kinds, values, count} = this.scanner;
		return Array.from({length: count}, (_, i) => {
			if (kinds[i] === cellKinds.empty) return null;
			if (kinds[i] === cellKinds.number) return values[i]!;
			const text = this.scanner.text(i);
			return parseNumber(text) ?? text;
		});
	}

	/** One as a plain number; NaN where it is none. */
	numberAt(column: number): number {
		const {kinds, values, count} = this.scanner;
		return column < count && kinds[column] === cellKinds.number ? values[column]! : Number.NaN;
	}

	/** The moment of the row in milliseconds; NaN where it has none. */
	moment({time, clock}: TimeColumns): number {
		const {scanner} = this;
		if (time < 0 || time >= scanner.count) return Number.NaN;
		const isNumber = scanner.kinds[time] === cellKinds.number;
		const atMs =
			clock < 0
				? readMoment(isNumber ? scanner.values[time]! : scanner.text(time))
				: readDatedClock(scanner.text(time), scanner.text(clock));
		if (Number.isNaN(this.firstMs)) this.firstMs = atMs;
		if (!Number.isNaN(atMs)) this.lastMs = atMs;
		return atMs;
	}
}
