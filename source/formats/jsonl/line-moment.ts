import {type JsonKey, type JsonScanner, valueKinds} from '../../encodings/json/json-scan.ts';
import {isClock, isDay, readDatedClock, readMoment} from '../plain/names/time-names.ts';

/** Where in the lines of a file the moment stands that each is of. */
export class LineMoment {
	/** Entry with the moment, or the day where another one has the time of that day; -1 for none. */
	private timeAt = -1;
	private clockAt = -1;

	constructor(private readonly scanner: JsonScanner) {}

	/** Finds, among the entries that are times by their names, the one with the moment, or the two that have the day and the time of it. */
	assign(timesAt: readonly number[], keys: readonly JsonKey[]): void {
		const textAt = (i: number) => this.scanner.text(i) ?? '';
		this.clockAt = -1;
		this.timeAt = timesAt.find(i => !Number.isNaN(this.momentAt(i))) ?? -1;
		if (this.timeAt >= 0) return;
		this.clockAt = timesAt.find(i => isClock(keys[i]!.name, textAt(i))) ?? -1;
		if (this.clockAt >= 0) this.timeAt = timesAt.find(i => isDay(textAt(i))) ?? -1;
	}

	/** Moment of the line that was scanned last, milliseconds since the epoch; NaN where it has none. */
	read(): number {
		const {scanner, timeAt, clockAt} = this;
		if (timeAt < 0) return Number.NaN;
		return clockAt < 0 ? this.momentAt(timeAt) : readDatedClock(scanner.text(timeAt) ?? '', scanner.text(clockAt) ?? '');
	}

	private momentAt(i: number): number {
		const isNumber = this.scanner.kinds[i] === valueKinds.number;
		return readMoment(isNumber ? this.scanner.values[i]! : (this.scanner.text(i) ?? ''));
	}
}
