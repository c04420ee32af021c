/** What was seen of a run: increments of time and step, bounded in number. Neighbours are merged when the store is full. */
export interface Rows {
	/** Rows kept. */
	count: number;
	/** Seconds of each increment. */
	seconds: Float64Array;
	/** Steps of each increment, above 0. */
	steps: Float64Array;
	/** Step at the end of each increment. */
	ends: Float64Array;
	/** Local pace around the row in seconds a step; see `pauses.ts`. Rows below `settled` keep theirs. */
	base: Float64Array;
	settled: number;
	/** Seconds that restarts from a checkpoint cost, and how many there were. */
	lostSeconds: number;
	restarts: number;
}

const capacity = 1024;

export function createRows(): Rows {
	return {
		count: 0,
		seconds: new Float64Array(16),
		steps: new Float64Array(16),
		ends: new Float64Array(16),
		base: new Float64Array(16),
		settled: 0,
		lostSeconds: 0,
		restarts: 0,
	};
}

function grow(values: Float64Array, length: number): Float64Array {
	const wider = new Float64Array(length);
	wider.set(values);
	return wider;
}

export function addRow(rows: Rows, seconds: number, steps: number, end: number): void {
	if (rows.count === rows.seconds.length) {
		if (rows.count >= capacity) mergePairs(rows);
		else {
			const length = Math.min(capacity, rows.count * 4);
			for (const key of ['seconds', 'steps', 'ends', 'base'] as const) rows[key] = grow(rows[key], length);
		}
	}
	const at = rows.count++;
	rows.seconds[at] = seconds;
	rows.steps[at] = steps;
	rows.ends[at] = end;
}

/** Halves the rows but for the newest quarter, which stays as fine as it is: its pauses are the next to be recognised. */
function mergePairs(rows: Rows): void {
	const keep = rows.count >> 2;
	const old = rows.count - keep - ((rows.count - keep) & 1);
	let to = 0;
	for (let from = 0; from < old; from += 2, to++) {
		rows.seconds[to] = rows.seconds[from]! + rows.seconds[from + 1]!;
		rows.steps[to] = rows.steps[from]! + rows.steps[from + 1]!;
		rows.ends[to] = rows.ends[from + 1]!;
	}
	for (let from = old; from < rows.count; from++, to++) {
		rows.seconds[to] = rows.seconds[from]!;
		rows.steps[to] = rows.steps[from]!;
		rows.ends[to] = rows.ends[from]!;
	}
	rows.count = to;
	rows.settled = 0;
}
