import {type Estimate, type RunRow, readAggregate} from './row.ts';
import type {Status} from './status.ts';
import {countStatuses} from './table/groups/group-summary.ts';
import {guessDirection} from './table/metrics/direction.ts';

/** Something that a person should look at now. */
export interface Alert {
	row: RunRow;
	kind: 'crashed' | 'failed' | 'stalled' | 'health';
	text: string;
	/** When it happened, where that is known. */
	atMs: number | null;
}

/** All runs in a glance. */
export interface Overview {
	runs: number;
	/** Of those that there are, in the order of statuses. */
	counts: {status: Status; runs: number}[];
	/** The running run that is expected to end first, and the one that is expected to end last. */
	next: {row: RunRow; estimate: Estimate} | null;
	last: {row: RunRow; estimate: Estimate} | null;
	/** The worst first, then the newest. */
	alerts: Alert[];
}

const severity: readonly Alert['kind'][] = ['crashed', 'failed', 'stalled', 'health'];
const alive: readonly Status[] = ['running', 'stalled'];

/** A loss that is NaN now, in words; null where none is. */
function nanLoss(row: RunRow): string | null {
	const name = row.metrics.names.find(
		metric =>
			guessDirection(metric) === 'down' &&
			readAggregate(row, metric, 'points') > 0 &&
			Number.isNaN(readAggregate(row, metric, 'last')),
	);
	return name === undefined ? null : `${name} is NaN at step ${readAggregate(row, name, 'lastStep')}`;
}

function alertsOf(row: RunRow, sinceMs: number): Alert[] {
	const endedAtMs = row.endedAtMs ?? row.updatedAtMs;
	const {status} = row;
	if (status === 'failed' || status === 'crashed') {
		if (endedAtMs === null || endedAtMs < sinceMs) return [];
		return [{row, kind: status, text: row.error ?? row.statusWhy, atMs: endedAtMs}];
	}
	if (!alive.includes(status)) return [];
	const health = row.health.length > 0 ? row.health.map(({text}) => text) : [nanLoss(row)].filter(text => text !== null);
	const marks = health.map((text): Alert => ({row, kind: 'health', text, atMs: row.updatedAtMs}));
	return status === 'stalled' ? [{row, kind: 'stalled', text: row.statusWhy, atMs: row.updatedAtMs}, ...marks] : marks;
}

/** Sums up runs. Runs that failed before `sinceMs` are counted and raise no alert. */
export function overlook(rows: readonly RunRow[], sinceMs: number): Overview {
	const ending = rows
		.flatMap(row => (row.estimate === null || row.estimate.isOpen ? [] : [{row, estimate: row.estimate}]))
		.sort((a, b) => a.estimate.finishAtMs - b.estimate.finishAtMs);
	return {
		runs: rows.length,
		counts: countStatuses(rows),
		next: ending[0] ?? null,
		last: ending.at(-1) ?? null,
		alerts: rows
			.flatMap(row => alertsOf(row, sinceMs))
			.sort((a, b) => severity.indexOf(a.kind) - severity.indexOf(b.kind) || (b.atMs ?? 0) - (a.atMs ?? 0)),
	};
}
