/** What the lines of several logs are put beside each other by: the step they tell, the time since the start, or only that they are the newest. */
export type LogOrder = 'step' | 'time' | 'end';

/** The lines of a run's log with where each belongs, NaN where it does not say. */
export interface PlacedLog {
	lines: readonly string[];
	/** Steps, by line; null where the log tells none. */
	steps: ArrayLike<number> | null;
	/** Seconds after the start of the run, by line; null where nothing tells. */
	seconds: ArrayLike<number> | null;
}

export interface LogRow {
	/** Step or whole second that the row begins; null for a row that goes on with the one above, and where rows have neither. */
	key: number | null;
	/** Index of each log's line, null where it has none here. */
	lines: (number | null)[];
}

const keysOf = ({steps, seconds}: PlacedLog, by: LogOrder): ArrayLike<number> | null =>
	by === 'step' ? steps : by === 'time' ? seconds : null;

/** What the logs can be put beside each other by, the most telling first. At least two of them must tell it. */
export function logOrders(logs: readonly PlacedLog[]): LogOrder[] {
	const tell = (by: LogOrder) => logs.filter(log => keysOf(log, by) !== null).length;
	return [...(['step', 'time'] as const).filter(by => tell(by) > 1), 'end'];
}

/**
 * Where each line belongs: a line that does not say goes with the one before. Keys never fall, so that a log stays in its order although its
 * program counts from 0 again.
 */
function groupKeys(keys: ArrayLike<number>, count: number): Float64Array {
	const groups = new Float64Array(count);
	let current = Number.NEGATIVE_INFINITY;
	for (let at = 0; at < count; at++) {
		const key = Math.floor(keys[at]!);
		if (key > current) current = key;
		groups[at] = current;
	}
	return groups;
}

/** Lines of one row are the newest of each log, the row above those before them. */
function alignEnds(logs: readonly PlacedLog[]): LogRow[] {
	const count = Math.max(0, ...logs.map(({lines}) => lines.length));
	return Array.from({length: count}, (_, row) => ({
		key: null,
		lines: logs.map(({lines}) => {
			const at = row - (count - lines.length);
			return at < 0 ? null : at;
		}),
	}));
}

/** Puts the lines of several logs beside each other. A log that does not tell what they are put by stands at the end. */
export function alignLogs(logs: readonly PlacedLog[], by: LogOrder): LogRow[] {
	if (by === 'end') return alignEnds(logs);
	const groups = logs.map(log => {
		const keys = keysOf(log, by);
		return keys === null ? new Float64Array(log.lines.length).fill(Number.POSITIVE_INFINITY) : groupKeys(keys, log.lines.length);
	});
	const next = logs.map(() => 0);
	const rows: LogRow[] = [];
	for (;;) {
		const heads = groups.map((keys, log) => (next[log]! < keys.length ? keys[next[log]!]! : Number.NaN));
		const known = heads.filter(key => !Number.isNaN(key));
		if (known.length === 0) return rows;
		const key = Math.min(...known);
		const counts = groups.map((keys, log) => {
			let end = next[log]!;
			while (end < keys.length && keys[end] === key) end++;
			return end - next[log]!;
		});
		const height = Math.max(...counts);
		for (let row = 0; row < height; row++)
			rows.push({
				key: row === 0 && Number.isFinite(key) ? key : null,
				lines: counts.map((count, log) => (row < count ? next[log]! + row : null)),
			});
		for (const [log, count] of counts.entries()) next[log]! += count;
	}
}
