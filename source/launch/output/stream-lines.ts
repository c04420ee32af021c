import {stripControls} from '../../encodings/text/controls.ts';
import {decodeLog} from '../../encodings/text/log-text.ts';
import {SegmentSplitter} from '../../encodings/text/segments.ts';
import {depthOf} from '../../formats/textlog/bars/bar-depth.ts';

/** Two or more backspaces redraw a line as a carriage return does. */
const redrawn = /\x08{2,}/;

/** Lines of one stream as they end, each redrawing of a bar as one, without control sequences. A line that is torn waits for its rest. */
export class StreamLines {
	private rest: Uint8Array = new Uint8Array(0);
	private readonly splitter: SegmentSplitter;

	/** @param take takes a line, with the number of lines below the first bar that it was drawn */
	constructor(private readonly take: (line: string, depth: number) => void) {
		this.splitter = new SegmentSplitter((chunk, start, end) => this.takeSegment(chunk, start, end));
	}

	push(bytes: Uint8Array): void {
		const chunk = this.rest.length === 0 ? bytes : Buffer.concat([this.rest, bytes]);
		this.rest = Uint8Array.from(chunk.subarray(this.splitter.split(chunk)));
	}

	/** The stream has ended: its last line needs no line feed. */
	end(): void {
		if (this.rest.length > 0) this.takeSegment(this.rest, 0, this.rest.length);
		this.rest = new Uint8Array(0);
	}

	private takeSegment(chunk: Uint8Array, start: number, end: number): void {
		for (const part of decodeLog(chunk, start, end).split(redrawn)) {
			const line = stripControls(part).trimEnd();
			if (line !== '') this.take(line, depthOf(part));
		}
	}
}
