import type {CommandInput, ExitStatus} from './commands/command.ts';
import {commandHelp, helpText} from './commands/help/help.ts';
import {refuseLateVerb} from './commands/late-verb.ts';
import {parseArguments} from './commands/parse.ts';
import {commands} from './commands/registry.ts';
import {adopterVerb, helperVerb, runnerVerb} from './commands/runner/runner-verb.ts';
import {splitProgram} from './commands/runner/split-program.ts';
import {screenFlags} from './commands/screen/screen-flags.ts';
import {warnOfSettings} from './commands/settings/warn-settings.ts';
import {safeOutput} from './core/text/safe-output.ts';
import {describeError, isAdrift} from './io/files.ts';
import {type LineWriter, writeLines} from './io/write/line-writer.ts';
import {capabilitiesOf} from './terminal/capabilities.ts';

/** Version of the package, put in by the build. */
const version = process.env.XTUI_VERSION ?? 'unknown';

function inputOf(words: string[], flags: CommandInput['flags'], out: LineWriter): CommandInput {
	return {
		words,
		flags,
		print: line => out.print(safeOutput(line)),
		printExactly: out.print,
		warn(line) {
			out.flush();
			process.stderr.write(`${safeOutput(line)}\n`);
		},
		isTerminal: process.stdout.isTTY === true,
		cols: process.stdout.columns ?? 80,
		abilities: () => ({
			...capabilitiesOf(process.env),
			env: process.env,
			isTerminal: process.stdout.isTTY === true,
			cols: process.stdout.columns ?? 0,
			rows: process.stdout.rows ?? 0,
		}),
	};
}

export type OpenScreen = (words: readonly string[], flags: CommandInput['flags']) => Promise<number>;

/** Runs a command, or the screen with flags; without a terminal the screen is the list, printed once. */
export async function runCommandLine(argv: readonly string[], openScreen: OpenScreen): Promise<number> {
	const command = commands.find(({name}) => name === argv[0]);
	const isLauncher = command?.startsProgram === true;
	const {own, program} = isLauncher ? splitProgram(argv.slice(1), command.flags) : {own: argv, program: []};
	if (own.includes('--help') || own.includes('-h') || argv[0] === 'help') {
		const asked = command ?? commands.find(({name}) => name === argv[1]);
		console.log(asked === undefined ? helpText() : commandHelp(asked));
		return 0;
	}
	if (own.includes('--version') || argv[0] === 'version') {
		console.log(version);
		return 0;
	}
	if (argv[0] === runnerVerb) return (await import('./commands/runner/run.ts')).runAsRunner();
	if (argv[0] === adopterVerb) return (await import('./commands/runner/run.ts')).runAsAdopter();
	if (argv[0] === helperVerb) return (await import('./commands/acting/helper.ts')).runActHelper();
	const late = command === undefined ? refuseLateVerb(argv, commands, version) : null;
	if (late !== null) return refuse(late.fault, late.status);
	const words = isLauncher ? own : command ? argv.slice(1) : argv;
	const parsed = parseArguments(words, command?.flags ?? screenFlags, version);
	if ('fault' in parsed) return refuse(parsed.fault);
	const [extra] = parsed.words;
	if (command?.takesNoWords && extra !== undefined)
		return refuse(`${command.name} takes no words, and ${extra} is one; see xtui ${command.name} --help`);
	const out = writeLines(process.stdout);
	const input = {...inputOf(parsed.words, parsed.flags, out), program};
	const isScreen = command === undefined && process.stdout.isTTY && process.stdin.isTTY;
	if (!isScreen) warnOfSettings(command?.name ?? 'ls', input);
	if (command !== undefined) return runGuarded(await command.load(), input, out);
	if (isScreen) return openScreen(parsed.words, parsed.flags);
	return runGuarded((await import('./commands/list/ls.ts')).runLs, input, out);
}

function refuse(fault: string, status: ExitStatus = 2): ExitStatus {
	console.error(safeOutput(`xtui: ${fault}`));
	return status;
}

async function runGuarded(
	run: (input: CommandInput, all: typeof commands) => Promise<number>,
	input: CommandInput,
	out: LineWriter,
): Promise<number> {
	try {
		return await run(input, commands);
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		input.warn(`xtui: ${isAdrift(error) ? `${describeError(error)}: go to one that is there` : message}`);
		return 1;
	} finally {
		out.flush();
	}
}
