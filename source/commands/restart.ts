import path from 'node:path';
import {readActionLog} from '../launch/action-log.ts';
import {localExecutor} from '../launch/executor.ts';
import {digestSources} from '../launch/record/digest.ts';
import {describeSince} from '../launch/record/git.ts';
import {planRestart, type RestartPlan} from '../launch/restart/plan-restart.ts';
import {startRestart} from '../launch/restart/start-restart.ts';
import {isRefusal, type Target} from '../launch/target.ts';
import {actOnAll} from './acting/act.ts';
import {findTargets} from './acting/targets.ts';
import type {CommandInput, ExitStatus} from './command.ts';
import {planLines} from './plan-lines.ts';
import {runnerCommand} from './runner-verb.ts';

const texts = (flag: CommandInput['flags'][string]): string[] =>
	Array.isArray(flag) ? flag : typeof flag === 'string' ? [flag] : [];

/** `xtui restart RUN…`: starts runs again as new ones, in the background, with the settings that were recorded. */
export async function runRestart(input: CommandInput): Promise<ExitStatus> {
	const {flags, words} = input;
	const found = findTargets(input, words);
	if (found === null) return 1;
	const {targets, scannedAtMs, liveRestartOf} = found;
	return actOnAll(input, targets, {
		verb: 'restart',
		asks: true,
		plan: async target => {
			const planned = planRestart(target, {
				changes: texts(flags.set),
				inPlace: flags.inPlace === true,
				runsDirectory: typeof flags.runs === 'string' ? flags.runs : null,
				cwd: typeof flags.cwd === 'string' ? path.resolve(flags.cwd) : null,
				recordsSecrets: flags.recordSecrets === true,
			});
			if (isRefusal(planned)) return planned;
			const running = liveRestartOf(target);
			if (running !== null && flags.force !== true)
				return {refusal: `its restart ${running} still runs; say --force to start another`};
			return {
				lines: [...planLines(planned.plan, planned.isTrackers), ...(await changeLines(target, planned))],
				argv: planned.plan.argv,
				cwd: planned.plan.cwd,
				perform: () => perform(target, planned, scannedAtMs),
			};
		},
	});
}

async function changeLines(target: Target, {plan, changes, notes}: RestartPlan): Promise<string[]> {
	const since = await describeSince(plan.cwd, target.facts.git);
	if (target.format === 'xtui' && target.facts.sourceDigest !== null) {
		const digest = await digestSources(plan.cwd, plan.runsDirectory);
		if (digest !== null && digest !== target.facts.sourceDigest) since.push('the source files are not what they were');
	}
	return [
		...changes.map(change => `  change ${change}`),
		...since.map(text => `  since  ${text}`),
		...notes.map(note => `  note   ${note}`),
	];
}

async function perform(target: Target, planned: RestartPlan, scannedAtMs: number): Promise<string | {refusal: string}> {
	// Another xtui may have done it between the look at the runs and the lock.
	const isDoneAlready = readActionLog(200).some(({act, result, runs, at}) => {
		const isSame =
			Array.isArray(runs) && runs.some(run => run !== null && typeof run === 'object' && 'id' in run && run.id === target.id);
		return act === 'restart' && result === 'done' && isSame && typeof at === 'number' && at * 1000 >= scannedAtMs;
	});
	if (isDoneAlready) return {refusal: 'another xtui has just done that'};
	const started = await startRestart(planned, localExecutor(runnerCommand()));
	if ('fault' in started) return {refusal: started.fault};
	const {pid, prepared} = started;
	return prepared === null
		? `started by its tracker as pid ${pid}`
		: `started as ${prepared.id} in ${prepared.directory}, pid ${pid}`;
}
