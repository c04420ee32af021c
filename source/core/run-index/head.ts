/**
 * The index of runs that completion asks: one line that says what lies where, then a column of values in each line. All in ASCII, so that a place in
 * the text is a place in the file, and a column that nobody asks for costs nothing.
 */
export interface IndexHead {
	version: typeof version;
	/** Absolute paths. */
	roots: string[];
	/** When these runs were read, and how long that took. */
	atMs: number;
	tookMs: number;
	/** Number of runs. */
	size: number;
	/** Of each column by its id: where it lies behind the head, from and to; 1 where all runs have one value; and how many have any. */
	parts: Record<string, [from: number, to: number, isConstant: 0 | 1, runs: number]>;
}

export const version = 4;

/** A head that was written by this version of xtui; null for anything else. */
export function readHead(line: string): IndexHead | null {
	try {
		const head = JSON.parse(line) as Partial<IndexHead> | null;
		const isHead = typeof head === 'object' && head?.version === version && typeof head.parts === 'object';
		return isHead && Array.isArray(head.roots) && typeof head.size === 'number' ? (head as IndexHead) : null;
	} catch {
		return null;
	}
}
