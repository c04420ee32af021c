import {Socket} from 'node:net';
import path from 'node:path';
import {spellLine} from '../../core/acting/act.ts';
import {describeFailure} from '../../io/describe-failure.ts';
import {logAction} from '../../launch/action-log.ts';
import {adoptRun} from '../../launch/adopt.ts';
import type {Report} from '../../launch/detach.ts';
import {localExecutor} from '../../launch/executor.ts';
import {keptOutputs} from '../../launch/keeper.ts';
import {readPattern} from '../../launch/output/patterns.ts';
import type {LaunchPlan, ScalarPattern} from '../../launch/plan.ts';
import {planLines, showArgv} from '../../launch/plan-lines.ts';
import {type PreparedRun, prepareRun} from '../../launch/prepare.ts';
import {readEnvFlags, splitAssignments, tellingVariables} from '../../launch/record/environment.ts';
import {nameCommand} from '../../launch/record/naming.ts';
import {superviseRun} from '../../launch/runner.ts';
import {refusesToAct} from '../acting/read-only.ts';
import type {CommandInput} from '../command.ts';
import {textsOf} from '../command.ts';
import {adopterCommand, runnerCommand, waiterCommand} from './runner-verb.ts';

const text = (flag: CommandInput['flags'][string]): string | null => (typeof flag === 'string' && flag !== '' ? flag : null);

/** Where new runs are made: what was asked for, $XTUI_RUNS, else ./runs. */
function defaultRunsDirectory(asked: string | null, base: string): string {
	return path.resolve(base, asked ?? (process.env.XTUI_RUNS || 'runs'));
}

/** Makes the plan of `xtui run` from its words; the fault in words for a bad usage. */
export function planOfWords({flags, words, program = []}: CommandInput): LaunchPlan | {fault: string} {
	const {env: assigned, argv} = splitAssignments([...words, ...program]);
	if (argv.length === 0) return {fault: 'run takes a program: xtui run [FLAG…] -- PROGRAM ARGUMENT…'};
	if (argv[0] === '') return {fault: 'run takes a program, and the word for it is empty (a variable that is not set?)'};
	const given = readEnvFlags(textsOf(flags.env), process.env);
	if ('fault' in given) return given;
	const patterns: ScalarPattern[] = [];
	for (const scalar of textsOf(flags.scalar)) {
		const pattern = readPattern(scalar);
		if ('fault' in pattern) return pattern;
		patterns.push(pattern);
	}
	if (typeof flags.total === 'number' && !(flags.total > 0)) return {fault: '--total takes a number of steps above 0'};
	const cwd = process.cwd();
	return {
		name: text(flags.name) ?? nameCommand(argv),
		runsDirectory: defaultRunsDirectory(text(flags.runs), cwd),
		argv,
		cwd,
		env: {...tellingVariables(process.env), ...given.env, ...assigned},
		recordsSecrets: flags.recordSecrets === true,
		tags: textsOf(flags.tag),
		group: text(flags.group),
		// A run that a run starts belongs to it.
		parent: process.env.XTUI_RUN_ID || null,
		total: typeof flags.total === 'number' ? flags.total : null,
		restartOf: null,
		source: null,
		patterns,
		keepsPatch: flags.patch !== false,
	};
}

/** `xtui run -- PROGRAM …`: runs a program and writes down what it does. Its exit code is this command's. */
export async function runRun(input: CommandInput): Promise<number> {
	const plan = planOfWords(input);
	if ('fault' in plan) {
		input.warn(`xtui: ${plan.fault}`);
		return 2;
	}
	if (input.flags.dryRun === true) {
		input.print('Would start');
		for (const line of planLines(plan)) input.print(spellLine(line));
		return 0;
	}
	if (refusesToAct(input, 'run')) return 1;
	let prepared: PreparedRun;
	try {
		prepared = await prepareRun(plan);
	} catch (error) {
		input.warn(`xtui: cannot make a run in ${plan.runsDirectory}: ${describeFailure(error)}; nothing was started`);
		return 1;
	}
	const {directory, id} = prepared;
	const note = (started: Report) => noteStart(prepared, started);
	if (input.flags.detach === true) {
		const started = await localExecutor(runnerCommand()).submit(prepared);
		note(started);
		if ('fault' in started) {
			input.warn(`xtui: ${started.fault}`);
			return 1;
		}
		input.print(`${id}  ${directory}  pid ${started.pid}`);
		return 0;
	}
	input.warn(`xtui: ${showArgv(plan.argv)} → ${path.relative(process.cwd(), directory) || directory}`);
	const {stdout, stderr} = process;
	// A reader that goes away (a closed terminal, `| head`) ends the reading along, not the run.
	for (const stream of [stdout, stderr]) stream.removeAllListeners('error').on('error', () => {});
	return superviseRun(prepared, {
		watcher: {stdout, stderr},
		warn: input.warn,
		onStart: note,
		adopterCommand: adopterCommand(),
		waiterCommand: waiterCommand(),
	});
}

function noteStart({plan, id, directory}: PreparedRun, started: Report): void {
	const failed = 'fault' in started;
	const message = failed ? started.fault : `started as pid ${started.pid}`;
	const {argv, cwd} = plan;
	logAction({act: 'run', runs: [{id, path: directory}], result: failed ? 'failed' : 'done', message, argv, cwd}, Date.now());
}

/** The runner of a run in the background: takes the prepared run from standard input and says on standard output when it is started. */
export async function runAsRunner(): Promise<number> {
	const chunks: Buffer[] = [];
	for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
	const prepared: PreparedRun = JSON.parse(Buffer.concat(chunks).toString('utf8'));
	process.stdout.removeAllListeners('error').on('error', () => {});
	return superviseRun(prepared, {
		watcher: null,
		warn: () => {},
		adopterCommand: adopterCommand(),
		waiterCommand: waiterCommand(),
		onStart: started => process.stdout.write(`${JSON.stringify(started)}\n`),
	});
}

/** Goes on with the run of $XTUI_RUN_DIR, whose runner was killed; its output comes on the descriptors that the keeper held. */
export async function runAsAdopter(): Promise<number> {
	const directory = process.env.XTUI_RUN_DIR;
	if (directory === undefined) return 2;
	const [stdout, stderr] = keptOutputs.map(fd => new Socket({fd, readable: true, writable: false}));
	await adoptRun(directory, [stdout!, stderr!]);
	return 0;
}
