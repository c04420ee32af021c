import path from 'node:path';
import type {ActLine, ActOutcome, RunPlan} from '../../core/acting/act.ts';
import {splitCommand} from '../../core/acting/command-words.ts';
import {describeFailure} from '../../io/describe-failure.ts';
import {isDirectory} from '../../io/look.ts';
import {logAction} from '../action-log.ts';
import type {Executor} from '../executor.ts';
import type {LaunchPlan} from '../plan.ts';
import {planLines} from '../plan-lines.ts';
import {prepareRun} from '../prepare.ts';
import {splitAssignments, tellingVariables} from '../record/environment.ts';
import {nameCommand} from '../record/naming.ts';

export interface NewRun {
	/** As typed: `NAME=VALUE… PROGRAM ARG…`. */
	words: string;
	/** '' for the name of its script. */
	name: string;
	/** Absolute; where it is run, and below it `runs`. */
	cwd: string;
}

/** What starting a new run would do, as `xtui run --detach` does it; or why it cannot be. */
export function planCreation({words, name, cwd}: NewRun): {shown: RunPlan; plan: LaunchPlan | null} {
	const refuse = (refusal: string) => ({shown: {run: null, lines: [], refusal}, plan: null});
	const split = splitCommand(words);
	if ('fault' in split) return refuse(split.fault);
	const {env, argv} = splitAssignments(split.argv);
	if (argv.length === 0) return refuse('there is no command yet');
	if (argv[0] === '') return refuse('the word for the program is empty');
	if (!isDirectory(cwd)) return refuse(`there is no directory ${cwd}`);
	const plan: LaunchPlan = {
		name: name.trim() || nameCommand(argv),
		runsDirectory: path.resolve(cwd, process.env.XTUI_RUNS || 'runs'),
		argv,
		cwd,
		env: {...tellingVariables(process.env), ...env},
		recordsSecrets: false,
		tags: [],
		group: null,
		parent: null,
		total: null,
		restartOf: null,
		patterns: [],
		source: null,
		keepsPatch: true,
	};
	return {shown: {run: null, lines: [...planLines(plan), ...shellLines(argv)], refusal: null}, plan};
}

const shellSign = /^(?:\|\|?|&&?|;|(?:\d|&)?>>?(?:&\d|.*)|<)$/;

/** What a shell would do with words of a command, which nobody does here. */
function shellLines(argv: readonly string[]): ActLine[] {
	const signs = argv.filter(word => shellSign.test(word));
	if (signs.length === 0) return [];
	const words = signs.length === 1 ? `${signs[0]} is a word` : `${signs.join(' and ')} are words`;
	return [{label: 'note', text: `${words} for the program here; a shell reads them: bash -c '…'`}];
}

/** Starts a planned run in the background and writes it down. Never rejects. */
export async function performCreation(plan: LaunchPlan, executor: Pick<Executor<unknown>, 'submit'>): Promise<ActOutcome> {
	const {argv, cwd} = plan;
	try {
		const prepared = await prepareRun(plan);
		const {id, directory} = prepared;
		const report = await executor.submit(prepared);
		const isDone = 'pid' in report;
		const message = isDone ? `started as ${id} in ${directory}, pid ${report.pid}` : report.fault;
		logAction(
			{act: 'create', runs: [{id, path: directory}], result: isDone ? 'done' : 'failed', message, argv, cwd, made: id},
			Date.now(),
		);
		return {run: {id, name: plan.name, path: directory}, isDone, message, made: isDone ? id : null};
	} catch (error) {
		const message = `cannot make a run in ${plan.runsDirectory}: ${describeFailure(error)}; nothing was started`;
		logAction({act: 'create', runs: [], result: 'failed', message, argv, cwd}, Date.now());
		return {run: null, isDone: false, message, made: null};
	}
}
