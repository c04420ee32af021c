import path from 'node:path';
import type {ActLine, RestartChoice} from '../../core/acting/act.ts';
import type {Target} from '../../core/acting/target.ts';
import {objectOf} from '../../formats/values.ts';
import {readActionLog} from '../action-log.ts';
import type {Executor} from '../executor.ts';
import {planLines} from '../plan-lines.ts';
import {digestSources} from '../record/digest.ts';
import {describeSince} from '../record/git.ts';
import {isRefusal, type Refusal} from '../refusal.ts';
import {planRestart, type RestartPlan} from '../restart/plan-restart.ts';
import {planStart} from '../restart/plan-start.ts';
import {startRestart} from '../restart/start-restart.ts';
import {watchStart} from '../restart/watch-start.ts';
import type {Act, Done} from './act.ts';

type Submitting = Pick<Executor<unknown>, 'submit'>;

/**
 * Starts runs again as new ones, in the background, with the settings that were recorded; those that are only prepared for the first time.
 * @param seenAtMs when the runs were looked at: what another xtui did since counts as done
 */
export function restartAct(choice: RestartChoice, executor: Submitting, seenAtMs: number): Act {
	return {
		verb: 'restart',
		asks: true,
		async plan(target) {
			const first = planStart(target, choice);
			const planned = first ?? planRestart(target, choice);
			if (isRefusal(planned)) return planned;
			if (target.liveRestart !== null && !choice.force)
				return {refusal: `its restart ${target.liveRestart} still runs; say --force to start another`, canForce: true};
			const {plan, isTrackers, goesOn, flags, offers} = planned;
			return {
				lines: [...planLines(plan, isTrackers), ...(await changeLines(target, planned)), ...undoLines(goesOn)],
				argv: plan.argv,
				cwd: plan.cwd,
				flags,
				offers,
				...(goesOn && {start: first === null ? 'again' : 'first'}),
				perform: () => perform(target, planned, executor, seenAtMs),
			};
		},
	};
}

/** What a tracker starts in the place of what was there cannot be taken back. */
function undoLines(goesOn: boolean): ActLine[] {
	return goesOn ? [{label: 'note', text: 'undo cannot take this back: it goes on in the same directory'}] : [];
}

async function changeLines(target: Target, {plan, changes, notes}: RestartPlan): Promise<ActLine[]> {
	const since = await describeSince(plan.cwd, target.facts.git);
	if (target.format === 'xtui' && target.facts.sourceDigest !== null) {
		const digest = await digestSources(plan.cwd, plan.runsDirectory);
		if (digest !== null && digest !== target.facts.sourceDigest) since.push('the source files are not what they were');
	}
	return [
		...changes.map(text => ({label: 'change', text})),
		...since.map(text => ({label: 'since', text})),
		...notes.map(text => ({label: 'note', text})),
	];
}

async function perform(
	target: Target,
	planned: RestartPlan,
	executor: Submitting,
	seenAtMs: number,
): Promise<string | Done | Refusal> {
	// Another xtui may have done it between the look at the runs and the lock.
	const isDoneAlready = readActionLog(200).some(({act, result, runs, at}) => {
		const isSame =
			Array.isArray(runs) && runs.map(objectOf).some(({id, path: where}) => id === target.id && where === target.path);
		return act === 'restart' && result === 'done' && isSame && typeof at === 'number' && at * 1000 >= seenAtMs;
	});
	if (isDoneAlready) return {refusal: 'another xtui has just done that'};
	const started = await startRestart(planned, watchStart(target, planned.goesOn), executor);
	if ('fault' in started) return {refusal: started.fault};
	const {pid, prepared} = started;
	if (prepared !== null) return {message: `started as ${prepared.id} in ${prepared.directory}, pid ${pid}`, made: prepared.id};
	const {made, startTicks, ended} = started;
	const since = ended === null ? '' : `; the run has failed since: ${ended}`;
	if (made !== null)
		return {message: `started by its tracker as ${path.basename(made)}, pid ${pid}${since}`, made, process: {pid, startTicks}};
	const unseen = planned.goesOn ? '' : '; the run that it made was not seen, so undo knows none';
	return `started by its tracker as pid ${pid}${unseen}${since}`;
}
