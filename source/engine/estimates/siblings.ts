import path from 'node:path';
import {programOf} from '../../core/command/program.ts';
import type {Sibling} from '../../core/estimate/siblings.ts';
import type {Series} from '../../core/series/series.ts';
import {valueAtStep} from '../../core/series/value-at-step.ts';
import {stepsDoneOf} from '../model/counts/counters.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import {countedOf} from './counted.ts';
import {type Work, workOf} from './work.ts';

const mostSiblings = 12;
const curvePoints = 64;

/** What must be the same for the course of one run to say something of another. */
export function familyOf(run: TrackedRun): string {
	const {group, groupScope, work, command} = run.facts;
	return [run.format, groupScope ?? '', group ?? path.dirname(run.dir), work ?? '', programOf(command?.argv ?? [])].join('\0');
}

/** Finished runs that do the same, of the same group (else of the same directory) and the same total, newest first: how long they took, and how. */
export function findSiblings(run: TrackedRun, total: number, runs: Iterable<TrackedRun>): Sibling[] {
	const family = familyOf(run);
	const found: TrackedRun[] = [];
	for (const other of runs) {
		if (other === run || other.judgement.status !== 'finished') continue;
		if ((other.progress?.total ?? stepsDoneOf(other)) !== total) continue;
		if (familyOf(other) === family) found.push(other);
	}
	found.sort((a, b) => (b.facts.startedAtMs ?? 0) - (a.facts.startedAtMs ?? 0));
	return found.slice(0, mostSiblings).flatMap(other => siblingOf(other, total) ?? []);
}

function siblingOf(run: TrackedRun, total: number): Sibling | null {
	const {series, isByValue, offset} = countedOf(run);
	if (!series?.walls || series.length < 2) return null;
	const work = workOf(series);
	const {firstMs, lastMs} = work;
	const counted = isByValue ? byValue(work, series, offset) : work;
	// A single epoch has one value from its first row to its last.
	const {steps, seconds} = counted.steps.length < 2 ? work : counted;
	const startSeconds = (firstMs - (run.facts.startedAtMs ?? firstMs)) / 1000;
	if (steps.length < 2) return null;
	const curve: [number, number][] = [];
	for (let i = 0; i < curvePoints; i++) {
		const at = Math.round((i * (steps.length - 1)) / (curvePoints - 1));
		const worked = startSeconds + seconds[at]!;
		if (Number.isFinite(worked) && worked >= 0) curve.push([steps[at]!, worked]);
	}
	const afterSeconds = Math.max(0, (run.facts.endedAtMs ?? 0) - lastMs) / 1000;
	return curve.length < 2 ? null : {total, duration: startSeconds + work.seconds.at(-1)! + afterSeconds, curve};
}

/** The course by what a metric counts: when each of its values was there first. */
function byValue(work: Work, series: Series, offset: number): Pick<Work, 'steps' | 'seconds'> {
	const steps: number[] = [];
	const seconds: number[] = [];
	for (const [at, step] of work.steps.entries()) {
		const value = valueAtStep(series, step) + offset;
		if (!(value > (steps.at(-1) ?? Number.NEGATIVE_INFINITY))) continue;
		steps.push(value);
		seconds.push(work.seconds[at]!);
	}
	return {steps, seconds};
}
