import {formatClock, type ZoneOffset} from '../../text/clock.ts';
import {formatDuration} from '../../text/durations.ts';
import {formatCount, formatNumber} from '../../text/numbers.ts';
import {expertNames, expertWords} from '../forecast/experts.ts';
import type {Model} from '../forecast/model.ts';
import type {Remaining} from '../remaining.ts';
import type {Patience} from '../total.ts';

export interface ExplainOptions {
	nowMs: number;
	zone: ZoneOffset;
	/** What is counted: "step", "epoch". */
	unit?: string;
}

/** How an estimate was made, one line each: the sum, the pace, the pauses, the siblings, the interval and its ends as clock times. */
export function explainEstimate(model: Model, remaining: Remaining, {nowMs, zone, unit = 'step'}: ExplainOptions): string[] {
	const lines = [sumLine(model, remaining.stepsLeft, unit), paceLine(model)];
	for (const {chain, left} of model.chains) {
		if (left === 0) continue;
		const size = chain.growth > 0.02 * chain.excess ? `${pace(chain.excess)} and growing` : pace(chain.excess);
		lines.push(`a pause of ${size} every ${formatCount(Math.round(chain.period))} ${unit}s, ${chain.hits} seen, ${left} to come`);
	}
	const {loose} = model.rhythms;
	if (loose.count > 0 && model.looseSeconds >= 1) {
		lines.push(`${loose.count} ${loose.count === 1 ? 'pause' : 'pauses'} without a rhythm so far, ${span(loose.seconds)} in all`);
	}
	const {breaks, restarts} = model;
	const times = breaks.rows.length + restarts.count;
	if (times > 0)
		lines.push(
			`left out: ${times === 1 ? 'a stop' : `${times} stops`} of ${span(breaks.seconds + restarts.seconds)}${times === 1 ? '' : ' in all'}`,
		);
	if (model.pauses.startRows > 0) lines.push('the start-up is left out');
	if (model.siblings) {
		const {count, seconds} = model.siblings;
		lines.push(
			`${count === 1 ? 'a finished sibling says' : `${count} finished siblings say`} ${span(seconds)} at this run's pace`,
		);
	}
	if (remaining.overdueSeconds !== null && remaining.overdueSeconds > 1)
		lines.push(`the next ${unit} is ${span(remaining.overdueSeconds)} late`);
	const moved = movedLine(remaining);
	if (moved !== null) lines.push(moved);
	const done = (seconds: number) => formatClock(nowMs + seconds * 1000, nowMs, zone);
	const [from, to] = [done(remaining.low), done(remaining.high)];
	lines.push(
		`8 times in 10 between ${span(remaining.low)} and ${span(remaining.high)}: done ${from === to ? from : `${from} to ${to}`}`,
	);
	return lines;
}

/** That early stopping may end a run before its planned end, and when; null where it would not. */
export function explainPatience(
	{bestStep, steps, metric}: Patience,
	remaining: Remaining,
	total: number,
	unit: string,
): string | null {
	const step = total - remaining.stepsLeft;
	const stop = bestStep + steps;
	if (stop <= step || stop >= total || remaining.stepsLeft <= 0) return null;
	const seconds = (remaining.seconds * (stop - step)) / remaining.stepsLeft;
	return `sooner if ${metric} does not improve: in ${span(seconds)}, at ${unit} ${formatCount(stop)}; best at ${formatCount(bestStep)}`;
}

/** A difference that the sum and what is told may have, as they are rounded: a share of it, and seconds. */
const unseen = {share: 0.1, seconds: 5};

/** What is told follows the sum slowly, so that it does not jump with each row: where the two differ, both are said. */
function movedLine({seconds, forecast}: Remaining): string | null {
	if (forecast === undefined) return null;
	const off = Math.abs(forecast - seconds);
	if (off <= Math.max(unseen.seconds, unseen.share * Math.max(forecast, seconds))) return null;
	return `by the newest rows alone ${span(forecast)} are left; told is ${span(seconds)}, which follows that slowly`;
}

/** "82 steps × 1.3 s + 3 pauses × 41 s". */
function sumLine(model: Model, steps: number, unit: string): string {
	const parts = [`${formatCount(Math.round(steps))} ${unit}${Math.round(steps) === 1 ? '' : 's'} × ${pace(model.pace)}`];
	for (const {chain, left} of model.chains)
		if (left > 0) parts.push(`${left} ${left === 1 ? 'pause' : 'pauses'} × ${pace(chain.excess)}`);
	if (model.looseSeconds >= 1) parts.push(`${span(model.looseSeconds)} for other pauses`);
	return parts.join(' + ');
}

function paceLine({blend}: Model): string {
	const {weights, changed, error} = blend;
	const place = (name: (typeof expertNames)[number]) => expertNames.indexOf(name);
	const counts = [...weights];
	if (!changed) {
		for (const [since, whole] of [
			['new level', 'all'],
			['new trend', 'line'],
		] as const) {
			counts[place(whole)]! += counts[place(since)]!;
			counts[place(since)] = 0;
		}
	}
	const best = counts.indexOf(Math.max(...counts));
	return `pace from ${expertWords[best]}, ${Math.round(error * 100)} % off on this run so far`;
}

/** Finer than a duration, as it is multiplied: "150 ms", "1.4 s", "2 min 10". */
function pace(seconds: number): string {
	if (seconds >= 60) return formatDuration(seconds);
	return seconds >= 1 ? `${formatNumber(seconds, 2)} s` : `${formatNumber(seconds * 1000, 2)} ms`;
}

const span = (seconds: number) => formatDuration(seconds);
