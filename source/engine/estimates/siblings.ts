import path from 'node:path';
import {programOf} from '../../core/command/program.ts';
import type {Sibling} from '../../core/estimate/siblings.ts';
import {leadingSeries, stepsDoneOf} from '../model/counters.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import {workOf} from './work.ts';

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
	const series = leadingSeries(run);
	if (!series?.walls || series.length < 2) return null;
	const {steps, seconds, firstMs, lastMs} = workOf(series);
	const startSeconds = (firstMs - (run.facts.startedAtMs ?? firstMs)) / 1000;
	if (steps.length < 2) return null;
	const curve: [number, number][] = [];
	for (let i = 0; i < curvePoints; i++) {
		const at = Math.round((i * (steps.length - 1)) / (curvePoints - 1));
		const worked = startSeconds + seconds[at]!;
		if (Number.isFinite(worked) && worked >= 0) curve.push([steps[at]!, worked]);
	}
	const afterSeconds = Math.max(0, (run.facts.endedAtMs ?? 0) - lastMs) / 1000;
	return curve.length < 2 ? null : {total, duration: startSeconds + seconds.at(-1)! + afterSeconds, curve};
}
