import type {RunRow} from '../row.ts';
import type {RunFacts} from '../run.ts';
import type {Series} from '../series/series.ts';
import {formatDuration, formatPercent, formatWhole} from '../text/units.ts';
import {type Finding, note} from './finding.ts';

const saysRunning = /^(?:running|active|started|in[ _-]?progress|pending work)\b/i;
const saysWell = /^(?:finished|completed?|done|success(?:ful)?|succeeded|ok)\b/i;
const goesOn: ReadonlySet<RunRow['status']> = new Set(['running', 'stalled', 'idle', 'queued', 'unknown']);
/** Writers flush what they hold when they end. */
const endSlackMs = 60_000;
/** A run that did nearly all that was planned has most likely counted from the other end. */
const nearlyAll = 0.9;

function newestPointMs(metrics: ReadonlyMap<string, Series>): number {
	let newest = Number.NEGATIVE_INFINITY;
	for (const {walls, length} of metrics.values())
		if (walls !== null && length > 0) newest = Math.max(newest, walls.at(length - 1));
	return newest;
}

/** What the records say of the run's state, held against each other and against what is known now. */
export function checkStatus(row: RunRow, facts: RunFacts, metrics: ReadonlyMap<string, Series>, nowMs: number): Finding[] {
	const findings: Finding[] = [];
	const {recorded} = facts;
	const {status, statusWhy, startedAtMs, endedAtMs, progress} = row;
	const isContradicted =
		recorded !== null &&
		facts.recordedBy === null &&
		((saysRunning.test(recorded) && !goesOn.has(status)) ||
			(saysWell.test(recorded) && (status === 'failed' || status === 'crashed')));
	if (isContradicted) {
		// The evidence often begins with what is recorded; it is said once.
		const evidence = statusWhy.startsWith(`recorded as ${recorded}, but `)
			? statusWhy.slice(`recorded as ${recorded}, but `.length)
			: statusWhy;
		findings.push(note('error', 'status', `The tracker's record says ${recorded}, but it is ${status}: ${evidence}`));
	}
	if (status === 'finished' && facts.error !== null)
		findings.push(note('warning', 'status', 'It ended in order, and yet an error is recorded'));
	// A run that was started again in place may keep the end of the attempt before until it ends itself.
	if (facts.outcome !== null && startedAtMs !== null && endedAtMs !== null && endedAtMs < startedAtMs)
		findings.push(
			note(
				'error',
				'status',
				`It ended ${formatDuration((startedAtMs - endedAtMs) / 1000)} before it started, by its own record`,
			),
		);
	if (startedAtMs !== null && startedAtMs > nowMs + endSlackMs)
		findings.push(
			note('warning', 'status', `It starts ${formatDuration((startedAtMs - nowMs) / 1000)} from now: its clock is ahead`),
		);
	const lateMs = endedAtMs === null ? 0 : newestPointMs(metrics) - endedAtMs;
	if (lateMs > endSlackMs)
		findings.push(note('warning', 'status', `Points were written until ${formatDuration(lateMs / 1000)} after its recorded end`));
	if (status === 'finished' && progress !== null && progress.fraction !== null && progress.fraction < nearlyAll)
		findings.push(
			note('warning', 'count', `It finished at ${formatPercent(progress.fraction)} of what was planned (${progress.totalFrom})`),
		);
	if (progress?.step != null && progress.total !== null && progress.step > progress.total)
		findings.push(
			note(
				'warning',
				'count',
				`It is at ${progress.unit} ${formatWhole(progress.step, 4)} of ${formatWhole(progress.total, 4)} planned (${progress.totalFrom})`,
			),
		);
	if (status === 'crashed' && hasNothing(facts, metrics))
		findings.push(note('warning', 'status', 'Nothing that it logged was kept: no points, no parameters, no summary'));
	return findings;
}

/** True of a run that was killed before its writer wrote anything, or whose records were emptied since. */
function hasNothing({writer, config, summary, lastSignMs}: RunFacts, metrics: ReadonlyMap<string, Series>): boolean {
	const isEmpty = metrics.size === 0 && Object.keys(config).length === 0 && Object.keys(summary).length === 0;
	return writer.marksEnd && isEmpty && lastSignMs === null;
}
