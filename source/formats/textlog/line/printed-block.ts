import {readDict} from './dict.ts';

const mostLines = 2000;
const opening = /^[^{'"]{0,40}\{['"][\w./-]+['"]: /;
/** What a line of a dict that is printed over several begins with, as `pprint` prints it. */
const entry = /^\s*(?:['"[\]{}()]|[-+]?[\d.]|nan|inf|None|True|False)/;
const strings = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g;

/** Knows the lines of a configuration that is printed as one dict over many of them: "{'actor': {'clip_ratio': 0.2,". */
export class PrintedBlock {
	private lines: string[] = [];
	private depth = 0;
	private isOver = false;

	/**
	 * Takes a line; true where it is one of a dict that goes on on the next.
	 *
	 * @param isFirst true before the first row
	 */
	take(text: string, isFirst: boolean): boolean {
		const isInside = this.depth > 0;
		if (!isInside && !(text.includes('{') && opening.test(text))) return false;
		if (isInside && (!entry.test(text) || this.lines.length >= mostLines)) return this.end();
		const depth = this.depth + depthOf(text);
		if (!isInside && depth <= 0) return false;
		this.lines.push(text);
		this.depth = depth;
		if (depth > 0) return true;
		const dict = readDict(this.lines.join(' '), isFirst);
		if (dict === null || dict.metrics.length === 0) this.lines = [];
		this.depth = 0;
		this.isOver = true;
		return true;
	}

	/** Lines that are no configuration after all. */
	takenBack(): readonly string[] {
		if (!this.isOver) return none;
		const {lines} = this;
		this.isOver = false;
		this.lines = [];
		return lines;
	}

	private end(): boolean {
		this.depth = 0;
		this.isOver = true;
		return false;
	}
}

const none: readonly string[] = [];

/** How many brackets a line opens and does not close. */
function depthOf(text: string): number {
	const bare = text.replaceAll(strings, '');
	return (bare.match(/[{[(]/g)?.length ?? 0) - (bare.match(/[}\])]/g)?.length ?? 0);
}
