import type {Rows} from './rows.ts';
import {select} from './select.ts';

/** Rows that took far longer than their neighbours: validation, checkpoints, stalls. */
export interface Pauses {
	/** Indexes of rows with a pause, in order; leading start-up rows are not among them. */
	rows: number[];
	/** Seconds beyond the local pace, for each. */
	excess: number[];
	/** Leading rows that belong to the start-up and are left out of everything. */
	startRows: number;
	/** Median of |row / local pace − 1|: how noisy rows are. */
	noise: number;
}

/** Pauses on end that are taken for a change of pace. */
const tooMany = 3;

const window = new Float64Array(64);
const sample = new Float64Array(256);

/**
 * Settles the local pace: the running median of seconds a step over ±k rows, k = clamp(n/4, 3, 25). The lower middle for an
 * even count, so that of two rows the faster one is the pace (start-up is slower, never faster).
 */
function settlePace(rows: Rows): void {
	const {count} = rows;
	const reach = Math.max(3, Math.min(25, Math.floor(count / 4)));
	if (reach < 25) rows.settled = 0;
	let size = 0;
	let low = 0;
	let high = 0;
	for (let row = rows.settled; row < count; row++) {
		const from = Math.max(0, row - reach);
		const to = Math.min(count, row + reach + 1);
		if (row === rows.settled) low = high = from;
		for (; high < to; high++) {
			const value = rows.seconds[high]! / rows.steps[high]!;
			let at = size++;
			for (; at > 0 && window[at - 1]! > value; at--) window[at] = window[at - 1]!;
			window[at] = value;
		}
		for (; low < from; low++) {
			const value = rows.seconds[low]! / rows.steps[low]!;
			let at = 0;
			while (window[at]! !== value) at++;
			size--;
			for (; at < size; at++) window[at] = window[at + 1]!;
		}
		rows.base[row] = window[(size - 1) >> 1]!;
	}
	if (reach === 25) rows.settled = Math.max(0, count - reach);
}

/** Finds pauses: rows beyond max(0.8, 6 × median) of the local pace. Start-up: leading rows (first 5 %, at least 3) 0.5 beyond it. */
export function findPauses(rows: Rows): Pauses {
	settlePace(rows);
	const {count, seconds, steps, base} = rows;
	const stride = Math.max(1, Math.ceil(count / sample.length));
	let size = 0;
	for (let row = 0; row < count; row += stride) sample[size++] = Math.abs(seconds[row]! / (base[row]! * steps[row]! || 1e-9) - 1);
	const noise = size > 0 ? select(sample, size, (size - 1) >> 1) : 0;
	const limit = Math.max(0.8, 6 * noise);
	const startLimit = Math.max(0.5, 3 * noise);
	const pauses: Pauses = {rows: [], excess: [], startRows: 0, noise};
	const leading = Math.min(count - 1, Math.max(3, Math.floor(count * 0.05)));
	while (pauses.startRows < leading && excessOf(rows, pauses.startRows) > startLimit) pauses.startRows++;
	pauses.startRows = Math.max(pauses.startRows, count < 8 ? firstRows(rows) : fadingStart(rows, startLimit));
	let streak = 0;
	for (let row = pauses.startRows; row <= count; row++) {
		if (row < count && excessOf(rows, row) > limit) {
			pauses.rows.push(row);
			pauses.excess.push(seconds[row]! - base[row]! * steps[row]!);
			streak++;
			continue;
		}
		// Several slow rows on end are no pauses: the pace has changed.
		if (streak >= tooMany) pauses.rows.length = pauses.excess.length = pauses.rows.length - streak;
		streak = 0;
	}
	return pauses;
}

function excessOf(rows: Rows, row: number): number {
	return rows.seconds[row]! / (rows.base[row]! * rows.steps[row]! || 1e-9) - 1;
}

/** With few rows: leading rows half as slow again as what came after them (its upper middle), but no more than half of them. */
function firstRows({count, seconds, steps}: Rows): number {
	const most = Math.max(1, count >> 1);
	for (let length = 0; length < most && length < count - 1; length++) {
		let size = 0;
		for (let row = length + 1; row < count; row++) sample[size++] = seconds[row]! / steps[row]!;
		const later = select(sample, size, size >> 1);
		if (seconds[length]! <= 1.5 * later * steps[length]!) return length;
	}
	return Math.min(most, count - 1);
}

/**
 * Length of a start-up that fades over several rows (caches fill, kernels are compiled): leading rows slower than what came later, up
 * to 30 % of them, after which the pace is at once as it stays. A run that speeds up all along has no such end.
 */
function fadingStart(rows: Rows, limit: number): number {
	const {count, seconds, steps} = rows;
	if (count < 8) return 0;
	const from = count >> 1;
	const stride = Math.max(1, Math.ceil((count - from) / sample.length));
	let size = 0;
	for (let row = from; row < count; row += stride) sample[size++] = seconds[row]! / steps[row]!;
	const level = select(sample, size, size >> 1);
	const most = Math.floor(count * 0.3);
	let length = 0;
	while (length < most && seconds[length]! > level * (1 + limit * 0.5) * steps[length]!) length++;
	if (length === 0 || length === most) return 0;
	const end = Math.min(count, 2 * length + 2);
	size = 0;
	for (let row = length; row < end && size < sample.length; row++) sample[size++] = seconds[row]! / steps[row]!;
	return select(sample, size, size >> 1) < 1.2 * level ? length : 0;
}
