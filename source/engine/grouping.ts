import {estimateGroup, type RunningPart, remainingOf} from '../core/estimate/group.ts';
import {createDisplay, type Display, lookEvery} from '../core/estimate/said/display.ts';
import type {Estimate} from '../core/row.ts';
import {groupKeyOf} from '../core/table/groups/group-scopes.ts';
import type {TrackedRun} from './model/tracked-run.ts';
import type {GroupOutlook} from './protocol.ts';

const everyMs = 2000;
const mostLengths = 64;

interface Members {
	running: RunningPart[];
	queued: number;
	/** Whole lengths of finished runs, seconds. */
	finished: number[];
	runs: number;
}

/** What was last found of a group, and how long that is good enough. */
interface Known {
	display: Display;
	outlook: GroupOutlook;
	/** How many run, how many of those with an estimate, wait and have finished. */
	members: string;
	atMs: number;
	dueAtMs: number;
}

/** When each group of runs will be done as a whole: what runs, what waits for a slot, and how long the finished ones took. */
export class Grouping {
	private readonly known = new Map<string, Known>();
	private updatedAtMs = Number.NEGATIVE_INFINITY;
	private textsAt = '';
	outlooks: GroupOutlook[] = [];

	/** Brings the groups up to date, two seconds apart at least; true when a text that is shown changed. */
	update(runs: ReadonlyMap<number, TrackedRun>, nowMs: number): boolean {
		if (nowMs - this.updatedAtMs < everyMs) return false;
		this.updatedAtMs = nowMs;
		const outlooks: GroupOutlook[] = [];
		for (const [group, members] of gather(runs, nowMs)) {
			const outlook = this.lookAhead(group, members, nowMs);
			if (outlook !== null) outlooks.push(outlook);
		}
		const live = new Set(outlooks.map(({group}) => group));
		for (const group of this.known.keys()) if (!live.has(group)) this.known.delete(group);
		this.outlooks = outlooks;
		const textsAt = JSON.stringify(outlooks.map(({group, text, from}) => [group, text, from]));
		if (textsAt === this.textsAt) return false;
		this.textsAt = textsAt;
		return true;
	}

	private lookAhead(group: string, {running, queued, finished, runs}: Members, nowMs: number): GroupOutlook | null {
		// A single run has its own remaining time.
		if (running.length + queued === 0 || runs < 2) return null;
		const known = this.known.get(group);
		const members = [running.length, running.filter(({left}) => left !== null).length, queued, finished.length].join();
		if (known?.members === members && nowMs >= known.atMs && nowMs < known.dueAtMs) {
			const passed = (nowMs - known.atMs) / 1000;
			const after = (seconds: number) => Math.max(0, seconds - passed);
			const {outlook} = known;
			return {...outlook, seconds: after(outlook.seconds), low: after(outlook.low), high: after(outlook.high)};
		}
		const estimate = estimateGroup({running, queued, finished});
		if (estimate === null) return null;
		const {seconds, low, high, from} = estimate;
		const display = known?.display ?? createDisplay();
		const text = display.show(nowMs / 1000, remainingOf(estimate));
		const outlook = {group, seconds, low, high, finishAtMs: nowMs + seconds * 1000, text, from};
		// Hundreds of draws are not worth it before the text may change.
		this.known.set(group, {display, outlook, members, atMs: nowMs, dueAtMs: nowMs + lookEvery(seconds) * 1000});
		return outlook;
	}
}

/** Runs by the key of their group, those that say theirs; lengths of the latest finished ones. */
function gather(runs: ReadonlyMap<number, TrackedRun>, nowMs: number): Map<string, Members> {
	const groups = new Map<string, Members>();
	for (const {facts, judgement, estimate} of runs.values()) {
		const key = groupKeyOf(facts);
		if (key === null) continue;
		const members = groups.get(key) ?? {running: [], queued: 0, finished: [], runs: 0};
		groups.set(key, members);
		members.runs++;
		const {startedAtMs, endedAtMs} = facts;
		if (judgement.status === 'queued') members.queued++;
		else if (judgement.status === 'running') {
			const elapsed = startedAtMs === null ? 0 : Math.max(0, (nowMs - startedAtMs) / 1000);
			members.running.push({elapsed, left: estimate === null ? null : leftNow(estimate, nowMs)});
		} else if (judgement.status === 'finished' && startedAtMs !== null) {
			const endMs = endedAtMs ?? facts.lastSignMs;
			if (endMs !== null && endMs > startedAtMs && members.finished.length < mostLengths)
				members.finished.push((endMs - startedAtMs) / 1000);
		}
	}
	return groups;
}

/** What is left of a run now, as it was estimated a while ago. */
function leftNow({seconds, low, high, finishAtMs}: Estimate, nowMs: number): RunningPart['left'] {
	const passed = seconds - (finishAtMs - nowMs) / 1000;
	const after = (left: number) => Math.max(0, left - passed);
	return {seconds: after(seconds), low: after(low), high: after(high)};
}
