import {stripControls} from '../../encodings/text/controls.ts';
import {decodeLog} from '../../encodings/text/log-text.ts';
import {SegmentSplitter} from '../../encodings/text/segments.ts';
import {TextFeed} from '../plain/text-feed.ts';
import {depthOf} from './bars/bar-depth.ts';
import {readBar} from './bars/bars.ts';
import {WrittenAbove} from './written-above.ts';

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
	private readonly feed = new TextFeed(chunk => this.splitter.split(chunk));

	private readonly above: WrittenAbove;

	/** @param take takes a line, with the number of lines below the first bar that it was drawn, NaN before that shows */
	constructor(take: (line: string, depth: number) => void) {
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

	private takeSegment(chunk: Uint8Array, start: number, end: number): void {
		const text = decodeLog(chunk, start, end);
		const parts = redrawn.test(text) ? text.split(redrawn) : [text];
		for (const part of parts) {
			const bare = stripControls(part);
			const line = bare.trimEnd();
			if (line !== '') this.above.takeLine(line, depthOf(part));
			else if (blanks.test(bare)) this.above.takeBlanks(bare.length);
		}
	}
}
