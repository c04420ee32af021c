import {createInterface} from 'node:readline';
import type {FromHelper, ToHelper} from '../../core/acting/helper.ts';
import {describeFailure} from '../../io/describe-failure.ts';
import {readActionLog} from '../../launch/action-log.ts';
import {localExecutor} from '../../launch/executor.ts';
import {runnerCommand} from '../runner/runner-verb.ts';
import {planShown, type ShownAct} from './plan-shown.ts';
import {reasonAgainst} from './read-only.ts';

/** Plans that are kept to be done: the newest ones, since only what is on a screen can be confirmed. */
const mostPlans = 8;

/**
 * Acts for a screen: takes lines of JSON on standard input and answers on standard output. It is a process of its own, so that nothing that it
 * waits for keeps the screen waiting, and what it has begun is done even when the screen is gone; at the end of its input it ends.
 */
export async function runActHelper(): Promise<number> {
	const shown = new Map<number, ShownAct>();
	const executor = localExecutor(runnerCommand());
	const cwd = process.cwd();
	const say = (message: FromHelper) => void process.stdout.write(`${JSON.stringify(message)}\n`);
	// A screen that is gone hears nothing any more.
	process.stdout.removeAllListeners('error').on('error', () => {});
	const answer = async (message: ToHelper): Promise<void> => {
		const {ask} = message;
		if (message.type === 'log') {
			say({ask, type: 'log', entries: readActionLog(message.most)});
			return;
		}
		if (message.type === 'plan') {
			const {spec, targets, seenAtMs} = message;
			const act = await planShown(spec, targets, {executor, cwd, seenAtMs});
			shown.set(ask, act);
			for (const old of [...shown.keys()].slice(0, -mostPlans)) shown.delete(old);
			say({ask, type: 'plan', plan: act.plan});
			return;
		}
		const act = shown.get(ask);
		shown.delete(ask);
		const against = reasonAgainst({});
		if (against !== null) say({ask, type: 'fault', message: against});
		else if (act === undefined) say({ask, type: 'fault', message: 'what was shown is too old to be done'});
		else {
			await act.perform(outcome => say({ask, type: 'outcome', outcome}));
			say({ask, type: 'done'});
		}
	};
	const working = new Set<Promise<void>>();
	for await (const line of createInterface({input: process.stdin})) {
		const message: ToHelper = JSON.parse(line);
		const work = answer(message).catch(error => say({ask: message.ask, type: 'fault', message: describeFailure(error)}));
		working.add(work);
		void work.then(() => working.delete(work));
	}
	await Promise.all(working);
	return 0;
}
