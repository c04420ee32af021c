import {baseName, type Interpreter, interpreterOf, type Launcher, launcherOf} from './launchers.ts';

/** What a command line runs in the end. */
export interface Program {
	/** `code` where an interpreter is given code in the place of a script. */
	kind: 'script' | 'module' | 'program' | 'code';
	/** As the command names it: a path, a module, or the code. */
	word: string;
	/** Index of the first word that is given to it. */
	argumentsAt: number;
}

const python = interpreterOf('python')!;
const script = /\.(?:pyc?|ipynb|R|r|jl|sh|js|mjs|cjs|ts|pl|rb)$/;
/** What launchers are given besides a program. */
const settings = /\.(?:ya?ml|json|toml|ini|cfg)$/i;
const setting = /^[A-Za-z_]\w*=/;
/** Options that take two words: of MPI. */
const takesTwo = /^--?(?:g?mca|genv|env)$/;

/** True for a word that is the script of some interpreter by its name. */
const isScript = (word: string): boolean => script.test(word);

/** True for the option by which Python is told to run a module, alone or behind other letters: `-um`. */
export const isModuleFlag = (word: string): boolean => python.module!.test(word) && word.endsWith('m');

/**
 * The program of a command line, behind all interpreters and launchers with their own options (`python -X dev -um pkg.train`,
 * `srun -n 4 accelerate launch --config_file a.yaml train.py`). Where nothing is behind them, it is the first word.
 */
export function findProgram(argv: readonly string[]): Program {
	return programAt(argv, 0) ?? {kind: 'program', word: argv[0] ?? '', argumentsAt: 1};
}

/**
 * What Python itself is told to run by the words behind its own: a script, a module or code, even if that is a launcher. Null where they do not
 * say.
 */
export const findPythonProgram = (words: readonly string[]): Program | null => behindInterpreter(words, 0, python);

/**
 * The program that a command runs, as the key of what does the same: without directories where it is a script, for trackers keep copies of
 * them; the first word where it is code.
 */
export function programOf(argv: readonly string[]): string {
	const {kind, word} = findProgram(argv);
	if (kind === 'code') return argv[0] ?? '';
	return kind === 'script' ? baseName(word) : word;
}

/** What a command is called where nobody names it: its script, its module, or its program. */
export function nameOf(argv: readonly string[]): string {
	const {kind, word} = findProgram(argv);
	return baseName(kind === 'code' ? (argv[0] ?? '') : word).replace(script, '');
}

/** True for what joblib's pools start: the command of a worker has the words of its program, and not its name. */
export const isWorker = ({kind, word}: Program): boolean => kind === 'module' && word.startsWith('joblib.externals.loky.');

function programAt(argv: readonly string[], at: number): Program | null {
	const word = argv[at];
	if (word === undefined) return null;
	const launcher = launcherOf(word);
	if (launcher !== null) return behindLauncher(argv, at + 1, launcher);
	const interpreter = interpreterOf(word);
	if (interpreter === null) return {kind: isScript(word) ? 'script' : 'program', word, argumentsAt: at + 1};
	const found = behindInterpreter(argv, at + 1, interpreter);
	if (found === null || found.kind === 'code') return found;
	const through = launcherOf(found.word);
	return through?.isPython ? (behindLauncher(argv, found.argumentsAt, through) ?? found) : found;
}

function behindInterpreter(argv: readonly string[], from: number, {code, valued, module, verb}: Interpreter): Program | null {
	for (let at = from; at < argv.length; at++) {
		const word = argv[at]!;
		// An option may have what it is given joined to it: `-mpkg.train`.
		const joined = (option: RegExp) => word.replace(option, '');
		for (const [kind, option] of [['module', module] as const, ['code', code] as const]) {
			if (option?.test(word) !== true) continue;
			if (joined(option) !== '') return {kind, word: joined(option), argumentsAt: at + 1};
			const next = argv[at + 1];
			return next === undefined ? null : {kind, word: next, argumentsAt: at + 2};
		}
		if (valued.test(word)) at++;
		// The program is what is typed.
		else if (word === '-') return null;
		else if (!/^[-+]./.test(word) && !(word === verb && at === from)) return {kind: 'script', word, argumentsAt: at + 1};
	}
	return null;
}

function behindLauncher(argv: readonly string[], from: number, launcher: Launcher): Program | null {
	const verbs = [...launcher.verbs];
	let isModule = false;
	for (let at = from; at < argv.length; at++) {
		const word = argv[at]!;
		if (word === '--') return programAt(argv, at + 1);
		if (launcher.takesModule && (word === '-m' || word === '--module')) isModule = true;
		else if (word.startsWith('-')) at += wordsTaken(word, argv[at + 1], launcher);
		else if (verbs.length > 0) {
			if (word !== verbs.shift()) return null;
		} else if (isModule) return {kind: 'module', word, argumentsAt: at + 1};
		else if (!setting.test(word) && !settings.test(word)) return programAt(argv, at);
	}
	return null;
}

/** How many of the words behind an option are its own. What can only be a program is none: not all switches are known. */
function wordsTaken(option: string, next: string | undefined, {switches}: Launcher): number {
	if (takesTwo.test(option)) return 2;
	if (next === undefined || next.startsWith('-') || option.includes('=')) return 0;
	// `-n4`, `-10` and what is switched on alone.
	if (/^-[A-Za-z]?\d/.test(option) || switches.has(option.replaceAll('_', '-'))) return 0;
	return isScript(next) || interpreterOf(next) !== null || launcherOf(next) !== null ? 0 : 1;
}
