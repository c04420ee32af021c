import {stripControls} from '../../encodings/text/controls.ts';
import {zerosBefore, zerosWithin} from '../../encodings/text/hole-words.ts';
import {decodeLog} from '../../encodings/text/log-text.ts';
import {SegmentSplitter} from '../../encodings/text/segments.ts';
import {TextFeed} from '../plain/text-feed.ts';
import {depthOf} from './bars/bar-depth.ts';
import {readBar} from './bars/bars.ts';
import {WrittenAbove} from './written-above.ts';
import {zerosIn} from './zeros.ts';

const mostPeekedBytes = 4096;
/** Two or more backspaces redraw a line as a carriage return does. */
const redrawn = /\x08{2,}/;
/** tqdm writes as many blanks over a bar as it is long. */
const blanks = /^ {4,}$/;

/**
 * Makes lines for a line scanner out of the bytes that a program writes: each redrawing of a line is one, control sequences and bytes that
 * are no UTF-8 are gone, blank lines are left out.
 */
export class OutputLines {
	private readonly splitter = new SegmentSplitter((chunk, start, end) => this.takeSegment(chunk, start, end));
	private readonly feed = new TextFeed(chunk => {
		this.hasZeros = chunk.includes(0);
		return this.splitter.split(chunk);
	});
	/** Whether the chunk at hand has zero bytes. */
	private hasZeros = false;

	private readonly above: WrittenAbove;

	/**
	 * @param take takes a line, with the number of lines below the first bar that it was drawn, NaN before that shows
	 * @param hole takes what zero bytes in the place of what was written have done to a line, as a whole sentence
	 */
	constructor(
		take: (line: string, depth: number) => void,
		private readonly hole: (message: string) => void = () => {},
	) {
		this.above = new WrittenAbove(take);
	}

	/** Lines that were longer than 8 MiB and skipped. */
	get skipped(): number {
		return this.splitter.skipped;
	}

	/** True where a row was handed on before the bar below it was drawn again, and that shows another place: it is to be read anew. */
	get isStale(): boolean {
		return this.above.isStale;
	}

	/** Takes the whole lines off a chunk and gives the bytes used up; the rest is to come again with more behind it. */
	consume(chunk: Uint8Array): number {
		const used = this.feed.consume(chunk);
		this.peek(chunk.subarray(used));
		return used;
	}

	/**
	 * Says that there is no more for now: hands on what waits for the bars below it.
	 *
	 * @param mayWait true where that may go on waiting for more
	 */
	settle(mayWait = false): void {
		this.above.settle(mayWait);
	}

	/** A bar that waits for its next redrawing has no end yet, but where it stands shows already. It comes again as a line. */
	private peek(rest: Uint8Array): void {
		if (rest.length === 0 || rest.length > mostPeekedBytes || rest.at(-1) !== 0x5d) return;
		const line = stripControls(decodeLog(rest)).trim();
		if (readBar(line)?.kind === 'tqdm') this.above.takeLine(line, Number.NaN);
	}

	/** Says where zero bytes have taken something away; true where they make one line of the halves of two. */
	private isTorn(chunk: Uint8Array, start: number, end: number): boolean {
		const zeros = zerosIn(chunk.subarray(start, end));
		const line = this.splitter.lineFeeds + 1;
		if (zeros === 'within') this.hole(`Line ${line} ${zerosWithin}`);
		// A program goes on at its old place in a log that was emptied under it: nothing is lost there.
		else if (zeros === 'before' && line > 1) this.hole(`Line ${line} ${zerosBefore()}`);
		return zeros === 'within';
	}

	private takeSegment(chunk: Uint8Array, start: number, end: number): void {
		if (this.hasZeros && this.isTorn(chunk, start, end)) return;
		const text = decodeLog(chunk, start, end);
		const parts = text.includes('\b\b') ? text.split(redrawn) : [text];
		for (const part of parts) {
			const bare = stripControls(part);
			const line = bare.trimEnd();
			if (line !== '') this.above.takeLine(line, depthOf(part));
			else if (blanks.test(bare)) this.above.takeBlanks(bare.length);
		}
	}
}
