import type {ActOutcome} from '../../core/acting/act.ts';
import type {Target} from '../../core/acting/target.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {describeFailure} from '../../io/describe-failure.ts';
import {takeLock} from '../../io/write/lock.ts';
import {logAction} from '../action-log.ts';
import {isRefusal, type Refusal} from '../refusal.ts';
import type {Done, Step} from './act.ts';

/** Does one step while no other copy of this program does the same, and writes it down. Never rejects. */
export async function performStep(verb: string, {id, name, path}: Target, step: Step): Promise<ActOutcome> {
	let release = () => {};
	let outcome: string | Done | Refusal;
	try {
		const lock = takeLock(`${verb}\0${path}\0${id}`);
		if ('release' in lock) {
			release = lock.release;
			outcome = await step.perform();
		} else outcome = {refusal: `another xtui (pid ${lock.heldBy}) is doing that right now`};
	} catch (error) {
		outcome = {refusal: describeFailure(error)};
	}
	const isDone = typeof outcome === 'string' || !isRefusal(outcome);
	const done = typeof outcome !== 'string' && 'made' in outcome ? outcome : null;
	const made = done?.made ?? null;
	const message = cleanText(typeof outcome === 'string' ? outcome : isRefusal(outcome) ? outcome.refusal : outcome.message);
	const {argv, cwd} = step;
	logAction(
		{
			act: verb,
			runs: [{id, path}],
			result: isDone ? 'done' : 'failed',
			message,
			...(made !== null && {made}),
			...(done?.process && {pid: done.process.pid, pid_started_at: done.process.startTicks}),
			...(argv !== undefined && {argv}),
			...(cwd !== undefined && {cwd}),
		},
		Date.now(),
	);
	// Only now: whoever waits for the lock looks at the log first.
	release();
	return {run: {id, name, path}, isDone, message, made};
}
