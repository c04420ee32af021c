import {LineSplitter} from '../../encodings/text/lines.ts';
import {momentOfText} from '../../encodings/text/moments.ts';
import {decodeText} from '../../encodings/text/text.ts';
import type {SeriesSink} from '../format.ts';
import {BadLines} from '../plain/bad-lines.ts';
import type {FileContext, FileReader} from '../plain/files-source.ts';

const lineFeed = 0x0a;
const row = /^(\d*)\|([^|]+)\|([^|]*)$/;
/** What was learnt of a file: a row of it was met half written. */
const cutNote = 'cut';

/**
 * Reads a table of one metric (traceml/events/schemas.py): `step|timestamp|metric`, each row behind a line feed, so that the newest has none behind it. A
 * client writes whole rows at once: one that goes on all the same makes the file be read anew.
 */
export class PlxFile implements FileReader {
	stale = false;
	private readonly splitter: LineSplitter;
	private readonly bad: BadLines;
	private rows = 0;
	private isOpen = false;

	/** @param see takes the moments of points, milliseconds since the epoch */
	constructor(
		private readonly context: FileContext,
		private readonly series: SeriesSink | null,
		private readonly see: (atMs: number) => void,
	) {
		this.bad = new BadLines(context.path, context.run);
		this.splitter = new LineSplitter({
			line: (chunk, start, end, number) => {
				const text = decodeText(chunk, start, end);
				if (text === '' || (number === 1 && text.startsWith('step|')) || this.take(text)) return;
				this.bad.add(number, 'is no row and was skipped');
			},
			...this.bad.ofSplitter,
		});
	}

	consume(chunk: Uint8Array): number {
		if (this.isOpen && chunk[0] !== lineFeed) {
			this.context.notes.add(cutNote);
			this.stale = true;
			return 0;
		}
		const from = Number(this.isOpen);
		this.isOpen = false;
		const used = from + this.splitter.split(chunk.subarray(from));
		const last = decodeText(chunk, used, chunk.length);
		this.isOpen = last !== '' && !this.context.notes.has(cutNote) && this.take(last);
		return this.isOpen ? chunk.length : used;
	}

	/** Adds the point of a row; false for what is none. A value of the machine has no step and is counted. */
	private take(text: string): boolean {
		const [, step = '', moment = '', value = ''] = row.exec(text) ?? [];
		const atMs = momentOfText(moment);
		const number = value === '' || value === 'nan' ? Number.NaN : Number(value.replace(/^(-?)inf$/, '$1Infinity'));
		if (Number.isNaN(atMs) || (Number.isNaN(number) && value !== '' && value !== 'nan')) return false;
		this.see(atMs);
		this.series?.push(step === '' ? this.rows : Number(step), atMs, number);
		this.rows++;
		return true;
	}
}
