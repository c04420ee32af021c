import {cleanText} from '../../core/text.ts';
import {describeError} from '../../io/files.ts';
import {takeLock} from '../../io/lock.ts';
import {logAction} from '../../launch/action-log.ts';
import {isRefusal, type Refusal, type Target} from '../../launch/target.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {refusesToAct} from '../read-only.ts';
import {canAsk, confirm} from './confirm.ts';

/** What would be done to one run, and how it is done. */
export interface Step {
	/** What would be done, exactly, for people. */
	lines: string[];
	/** Does it and says what came of it; throws, or refuses, where it could not be done. */
	perform(): Promise<string | Refusal>;
	/** Words of what is started, for the log. */
	argv?: string[];
	cwd?: string;
}

export interface Act {
	/** As it is called: `stop`. */
	verb: string;
	/** Undoable words about runs are not asked about. */
	asks: boolean;
	/** True where several are done at once. */
	atOnce?: boolean;
	plan(target: Target): Promise<Step | Refusal>;
}

interface Planned {
	target: Target;
	step: Step;
}

// What is shown came out of files that others wrote: no control character of it reaches the terminal.
const nameOf = ({name, id}: Target) => cleanText(name === id ? name : `${name} (${id})`);

/** Plans an act for each run, shows it, asks, does it and writes it down. Nothing is done with `--dry-run`, read-only, or unasked. */
export async function actOnAll(input: CommandInput, targets: readonly Target[], act: Act): Promise<ExitStatus> {
	const {flags, print, warn} = input;
	const {verb} = act;
	const isDry = flags.dryRun === true;
	if (targets.length === 0) {
		warn(`xtui: no run to ${verb}; name one, or say which with --where=QUERY`);
		return 1;
	}
	if (!isDry && refusesToAct(input, verb)) return 1;
	const planned: Planned[] = [];
	for (const target of targets) {
		const step = await act.plan(target);
		if (isRefusal(step)) {
			warn(`xtui: cannot ${verb} ${nameOf(target)}: ${cleanText(step.refusal)}`);
			if (isDry) for (const line of step.lines ?? []) print(cleanText(line, Number.POSITIVE_INFINITY));
		} else planned.push({target, step});
	}
	let hasFailed = planned.length < targets.length;
	if (planned.length === 0) return 1;
	const lines = planned
		.flatMap(({target, step}) => [`${verb} ${nameOf(target)} in ${target.path}`, ...step.lines])
		.map(line => cleanText(line, Number.POSITIVE_INFINITY));
	if (isDry) {
		for (const line of lines) print(line);
		return hasFailed ? 1 : 0;
	}
	if (act.asks && flags.yes !== true) {
		for (const line of lines) warn(line);
		const count = planned.length === 1 ? 'this run' : `these ${planned.length} runs`;
		if (!canAsk()) {
			warn(`xtui: nothing was done: there is no terminal to ask on; say --yes to ${verb} ${count}`);
			return 2;
		}
		if (!(await confirm(`${verb[0]!.toUpperCase()}${verb.slice(1)} ${count}?`))) {
			warn('xtui: nothing was done');
			return 1;
		}
	}
	const one = async (item: Planned) => {
		if (!(await performOne(input, verb, item))) hasFailed = true;
	};
	if (act.atOnce) await Promise.all(planned.map(one));
	else for (const item of planned) await one(item);
	return hasFailed ? 1 : 0;
}

async function performOne({print, warn}: CommandInput, verb: string, {target, step}: Planned): Promise<boolean> {
	const {id, path} = target;
	const lock = takeLock(`${verb}\0${path}\0${id}`);
	let outcome: string | Refusal;
	try {
		outcome = 'heldBy' in lock ? {refusal: `another xtui (pid ${lock.heldBy}) is doing that right now`} : await step.perform();
	} catch (error) {
		outcome = {refusal: describeError(error)};
	}
	const isDone = typeof outcome === 'string';
	const message = cleanText(typeof outcome === 'string' ? outcome : outcome.refusal);
	const {argv, cwd} = step;
	logAction(
		{
			act: verb,
			runs: [{id, path}],
			result: isDone ? 'done' : 'failed',
			message,
			...(argv !== undefined && {argv}),
			...(cwd !== undefined && {cwd}),
		},
		Date.now(),
	);
	// Only now: whoever waits for the lock looks at the log first.
	if ('release' in lock) lock.release();
	if (isDone) print(`${nameOf(target)}: ${message}`);
	else warn(`xtui: cannot ${verb} ${nameOf(target)}: ${message}`);
	return isDone;
}
