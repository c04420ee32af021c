import {readFileSync} from 'node:fs';
import path from 'node:path';
import {cleanText} from '../../core/text/clean-text.ts';
import {readProcess} from '../../io/processes/processes.ts';
import type {Executor} from '../executor.ts';
import {startLogged, whyNotStarted} from '../logged-child.ts';
import {type PreparedRun, prepareRun} from '../prepare.ts';
import type {RestartPlan} from './plan-restart.ts';
import type {StartWatch} from './watch-start.ts';

/** A tracker's own command that fails this soon has not started anything. */
const earlyMs = 3000;
/** How long is looked for the run that it makes. */
const lookMs = 20_000;
const lookEveryMs = 100;
/** A message of more is no sentence or two. */
const mostLines = 6;
const longestMessage = 800;

/**
 * What came of a restart. A tracker makes its run itself: its id or path, where it was seen to come; and what it said where it has ended with an
 * error already, as it does when the run fails that it has started.
 */
export type Restarted =
	| {pid: number; prepared: PreparedRun}
	| {pid: number; startTicks: number | null; prepared: null; made: string | null; ended: string | null}
	| {fault: string};

/**
 * Does what a restart plan says, in the background.
 * @param watch what shows that its tracker does so
 * @param executor where it is started, unless its tracker does that
 */
export async function startRestart(
	{plan, isTrackers}: RestartPlan,
	watch: StartWatch,
	executor: Pick<Executor<unknown>, 'submit'>,
): Promise<Restarted> {
	if (isTrackers) return startTracker(plan.argv, plan.cwd, plan.env, watch);
	const prepared = await prepareRun(plan);
	const report = await executor.submit(prepared);
	return 'fault' in report ? report : {pid: report.pid, prepared};
}

/** Starts a tracker's own command in a session of its own. What it says before it fails early is the reason. */
function startTracker(argv: readonly string[], cwd: string, env: Record<string, string>, watch: StartWatch): Promise<Restarted> {
	const {child, file, log} = startLogged(argv, cwd, {...process.env, ...env}, 'starts');
	return new Promise(resolve => {
		child.unref();
		const startTicks = child.pid === undefined ? null : (readProcess(child.pid)?.startTicks ?? null);
		const startedAtMs = performance.now();
		const settle = (restarted: Restarted) => {
			clearInterval(timer);
			resolve(restarted);
		};
		const begin = (made: string | null, ended: string | null = null) =>
			settle({pid: child.pid!, startTicks, prepared: null, made, ended});
		const look = () => {
			const passedMs = performance.now() - startedAtMs;
			if (passedMs < earlyMs) return;
			const made = watch.seeMade();
			if (made !== null || !watch.makesRun || passedMs > lookMs) begin(made);
		};
		const timer = setInterval(look, lookEveryMs);
		child.on('error', error => settle({fault: whyNotStarted(file, error)}));
		child.on('exit', (code, signal) => {
			const made = watch.seeMade();
			if (code === 0) return begin(made);
			const ended = `${file} ended with ${code ?? signal}${saidIn(log)}`;
			if (watch.hasBegun()) return begin(made, ended);
			// What is known by an id says itself that it was made for that; a new directory is no proof.
			const isMade = made !== null && !path.isAbsolute(made);
			settle({fault: isMade ? `${ended}; it has made ${made} for that, and not started it` : ended});
		});
	});
}

/** What a command said, in one line: all of it, or of more than a message (what was printed before, a traceback) the end, and where the rest is. */
function saidIn(log: string): string {
	const lines = readFileSync(log, 'utf8')
		.split('\n')
		.map(text => cleanText(text.trim()))
		.filter(text => text !== '');
	if (lines.length === 0) return '';
	if (lines.length <= mostLines && lines.join(' ').length <= longestMessage) return `: ${lines.join(' ')}`;
	return `: ${lines.at(-1)!.slice(0, longestMessage)} (all of it: ${log})`;
}
