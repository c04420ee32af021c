import type {Judgement, Status} from '../../core/status.ts';
import type {Verdict} from './judge.ts';

/** Nothing but silence tells of these. */
const unproven = new Set<Status>(['idle', 'unknown', 'stalled']);
const ended = new Set<Status>(['finished', 'pruned']);
/** What one run in it is, so the whole is: the first of these counts. */
const telling: Status[] = ['running', 'stalled', 'failed', 'crashed', 'stopped'];
const words: Partial<Record<Status, [one: string, several: string]>> = {
	running: ['runs', 'run'],
	stalled: ['has stalled', 'have stalled'],
	failed: ['failed', 'failed'],
	crashed: ['crashed', 'crashed'],
	stopped: ['was stopped', 'were stopped'],
};

/**
 * What a run is by the runs within it, such as a job in which a tracker logged several: null where its own files tell, or where those do not.
 * One that is over says how the others went only when none goes on.
 * @param own what it was found to be by itself
 * @param parts statuses of the runs within it
 */
export function judgeByParts(own: Judgement, parts: readonly Status[]): Judgement | null {
	const known = parts.filter(status => status !== 'deleted');
	if (known.length === 0 || !unproven.has(own.status)) return null;
	for (const status of telling) {
		const count = known.filter(other => other === status).length;
		if (count === 0) continue;
		const [one, several] = words[status]!;
		return {status, why: `${count} of ${known.length} runs in it ${count === 1 ? one : several}`};
	}
	if (!known.every(status => ended.has(status))) return null;
	return {
		status: 'finished',
		why: known.length === 1 ? 'the run in it is finished' : `all ${known.length} runs in it are finished`,
	};
}

const endHoldsMs = 3_600_000;

/**
 * What a run within another one is that has no end of its own, when that one is over: its program was a part of the same one.
 * @param own what it was found to be by itself
 * @param outcome how the other one ended by its files; null while it does not say
 */
export function endWithWhole(own: Verdict, outcome: Judgement | null): Verdict {
	if (outcome === null || !(unproven.has(own.status) || own.status === 'running')) return own;
	const why = `the run that it belongs to is over: ${outcome.why}`;
	if (outcome.status === 'finished') return {status: 'finished', why, holdsMs: endHoldsMs};
	const isOver = outcome.status === 'failed' || outcome.status === 'stopped' || outcome.status === 'crashed';
	// Which of several it was that failed, nobody has written.
	return isOver ? {status: 'idle', why, holdsMs: endHoldsMs} : own;
}
