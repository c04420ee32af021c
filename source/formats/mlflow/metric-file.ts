import type {FileAccess, Tail, TailOutcome} from '../../core/files/files.ts';
import {NumberScanner} from '../../encodings/numbers/number-scan.ts';
import {parseNumber} from '../../encodings/numbers/odd-number.ts';
import {LineSplitter} from '../../encodings/text/lines.ts';
import {decodeText} from '../../encodings/text/text.ts';
import type {SeriesSink} from '../format.ts';

const space = 0x20;

/** No milliseconds since 1970 are as few, and no seconds as many, on any clock of a machine that trains. */
const leastMs = 1e11;

/** A name with blanks, as it is written without quotes, and the digest that MLflow computes; a second point in the line begins with its time. */
const [spacedName, moment] = [/^\S.* [0-9a-f]{8}$/, /(?:^| )\d{9,}(?: |$)/];

/** One metric of the file store: a line a point, "<milliseconds> <value> <step>", some also a data set. Before 1.0 "<seconds> <value>". */
export class MetricFile {
	/** Newest time of a point, milliseconds. */
	lastMs = Number.NEGATIVE_INFINITY;
	badLines = 0;
	private readonly tail: Tail;
	private readonly scanner = new NumberScanner();
	private readonly splitter = new LineSplitter({
		line: (chunk, start, end) => this.take(chunk, start, end),
		hole: () => {
			this.badLines++;
		},
		tooLong: () => {
			this.badLines++;
		},
	});

	constructor(
		path: string,
		private readonly files: FileAccess,
		private readonly series: readonly SeriesSink[],
	) {
		this.tail = files.tail(path);
	}

	get path(): string {
		return this.tail.path;
	}

	get bytesLeft(): number {
		return Math.max(0, this.tail.size - this.tail.offset);
	}

	get offset(): number {
		return this.tail.offset;
	}

	/** Reads what was appended. A file that was not written since is not opened. */
	read(budgetBytes: number): TailOutcome {
		const {tail} = this;
		const found = this.files.stat(tail.path);
		if (found !== null && tail.offset > 0 && found.size === tail.size && found.modifiedAtMs === tail.modifiedAtMs)
			return 'unchanged';
		return tail.read(chunk => this.splitter.split(chunk), budgetBytes);
	}

	private take(bytes: Uint8Array, start: number, end: number): void {
		if (end === start) return;
		const {scanner} = this;
		const time = scanner.scan(bytes, start, end);
		const afterTime = bytes[scanner.end] === space ? scanner.end + 1 : end;
		const valueEnd = fieldEnd(bytes, afterTime, end);
		const value = this.number(bytes, afterTime, valueEnd);
		const atMs = valueEnd >= end && time < leastMs ? time * 1000 : time;
		const stepEnd = valueEnd < end ? fieldEnd(bytes, valueEnd + 1, end) : end;
		const step = valueEnd < end ? this.number(bytes, valueEnd + 1, stepEnd) : 0;
		const isWhole = stepEnd === end || namesDataset(bytes, stepEnd, end);
		if (Number.isNaN(atMs) || value === null || step === null || !Number.isFinite(step) || !isWhole) {
			this.badLines++;
			return;
		}
		for (const series of this.series) series.push(step, atMs, value);
		if (atMs > this.lastMs) this.lastMs = atMs;
	}

	/** Null where the bytes are no number; `nan` and `inf` are. */
	private number(bytes: Uint8Array, start: number, end: number): number | null {
		const value = this.scanner.scan(bytes, start, end);
		if (!Number.isNaN(value) && this.scanner.end === end) return value;
		return end > start ? parseNumber(decodeText(bytes, start, end)) : null;
	}
}

function fieldEnd(bytes: Uint8Array, start: number, end: number): number {
	const at = bytes.indexOf(space, start);
	return at < 0 || at > end ? end : at;
}

/** True where a name and a digest follow on the step, or nothing but spaces: MLflow writes no other line. */
function namesDataset(bytes: Uint8Array, start: number, end: number): boolean {
	const fields = decodeText(bytes, start, end).trim();
	return fields === '' || fields.split(' ').length === 2 || (spacedName.test(fields) && !moment.test(fields));
}
