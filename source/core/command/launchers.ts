/** How the words of an interpreter are read until its script: where code stands in the script's place, and which options take the next word. */
export interface Interpreter {
	name: RegExp;
	/** An option that is given code. */
	code: RegExp;
	/** Options that take the word after them. */
	valued: RegExp;
	/** The option that is given a module: Python's. */
	module?: RegExp;
	/** The word that may stand before the script. */
	verb?: string;
}

/** Of Python, options that are single letters may stand together: `-um` (python --help). */
const pythonLetters = '[bBdEiIOPqRsStuvx3]*';

const interpreters: readonly Interpreter[] = [
	{
		name: /^(?:python|pypy)[\d.]*t?$/,
		code: new RegExp(`^-${pythonLetters}c`),
		valued: new RegExp(`^(?:-${pythonLetters}[WXQ]|--check-hash-based-pycs)$`),
		module: new RegExp(`^-${pythonLetters}m`),
	},
	{name: /^(?:ba|z|da|k)?sh$/, code: /^-[a-zA-Z]*c$/, valued: /^(?:[-+][oO]|--rcfile|--init-file)$/},
	{
		name: /^node(?:js)?[\d.]*$/,
		code: /^(?:-e|-p|-pe|--eval|--print)$/,
		valued: /^(?:-r|--require|--import|--loader|-C|--conditions)$/,
	},
	{
		name: /^(?:deno|bun)$/,
		code: /^(?:-e|-p|--eval|--print)$/,
		valued: /^(?:-c|--config|--import-map|-r|--preload)$/,
		verb: 'run',
	},
	{name: /^julia[\d.]*$/, code: /^(?:-e|-E|--eval|--print)$/, valued: /^-[LptJCH]$/},
	{name: /^Rscript[\d.]*$/, code: /^-e$/, valued: /^$/},
	{name: /^perl[\d.]*$/, code: /^-[a-z]*[eE]$/, valued: /^-I$/},
	{name: /^ruby[\d.]*$/, code: /^-[a-z]*e$/, valued: /^-[IrCE]$/},
];

/** How the words of a program that starts the program behind them are read. */
export interface Launcher {
	/** Words that must stand before the program: of `accelerate launch`. */
	verbs: readonly string[];
	/** Options that stand alone: every other one without `=` takes the next word. As a switch is written with `_` or `-`, here with `-`. */
	switches: ReadonlySet<string>;
	/** True where `-m` says that the program is a module of Python. */
	takesModule: boolean;
	/** True for one that is itself written in Python: its script may be what an interpreter is told to run. */
	isPython: boolean;
}

const launcher = (switches: string, rest: Partial<Launcher> = {}): Launcher => ({
	verbs: [],
	takesModule: false,
	isPython: false,
	...rest,
	switches: new Set(switches.split(' ')),
});
const ofPython = {takesModule: true, isPython: true};

const torch = launcher('--standalone --no-python --run-path --use-env', ofPython);
const deepspeed = launcher(
	'--no-python --no-local-rank --force-multi --save-pid --bind-cores-to-rank --no-ssh --no-ssh-check --elastic-training',
	ofPython,
);
const accelerate = launcher(
	'--multi-gpu --cpu --tpu --ipex --use-xpu --use-deepspeed --use-fsdp --use-megatron-lm --no-python --debug -q --quiet --enable-cpu-affinity',
	ofPython,
);
const mpi = launcher(
	'--oversubscribe -oversubscribe --nooversubscribe --allow-run-as-root -v -q -d -l --verbose --quiet --display-map --display-allocation ' +
		'--report-bindings --tag-output -tag-output --nolocal --bynode --byslot --bycore --use-hwthread-cpus',
);

/** From the manuals of each. Of Python's, the modules that do the same are beside them. */
const launchers: ReadonlyMap<string, Launcher> = new Map([
	['torchrun', torch],
	['torch.distributed.run', torch],
	['torch.distributed.launch', torch],
	['deepspeed', deepspeed],
	['deepspeed.launcher.runner', deepspeed],
	['deepspeed.launcher.launch', deepspeed],
	['accelerate', {...accelerate, verbs: ['launch']}],
	['accelerate.commands.launch', accelerate],
	['horovodrun', launcher('--verbose --gloo --use-gloo --use-mpi --disable-cache', {isPython: true})],
	['ray', launcher('--no-wait --verbose', {verbs: ['job', 'submit'], isPython: true})],
	['mpirun', mpi],
	['mpiexec', mpi],
	[
		'srun',
		launcher(
			'-l -u -E -s -v -Q -K -X -Z -O -H -k --label --unbuffered --preserve-env --oversubscribe --verbose --quiet --kill-on-bad-exit ' +
				'--disable-status --no-allocate --exclusive --pty --overlap --overcommit --multi-prog --exact --no-kill --contiguous --hold',
		),
	],
	[
		'uv',
		launcher(
			'-q -v -n -s -U --quiet --verbose --no-sync --frozen --locked --isolated --all-extras --no-dev --dev --only-dev --active --exact --no-cache ' +
				'--no-project --offline --script --gui-script --all-groups --all-packages --no-config --managed-python --native-tls --refresh --upgrade ' +
				'--reinstall --no-progress --no-env-file --no-editable --no-build --no-binary',
			{verbs: ['run'], takesModule: true},
		),
	],
	[
		'poetry',
		launcher('-q -v -vv -vvv -n --quiet --verbose --no-ansi --no-interaction --no-plugins', {verbs: ['run'], isPython: true}),
	],
	['env', launcher('-i -0 -v --ignore-environment --null --debug')],
	['nohup', launcher('')],
	['time', launcher('-p -v -a -q --portability --verbose --append --quiet')],
	['nice', launcher('')],
]);

/** The program of a path, whatever system it is of: `python` of `C:\py\python.exe`. */
export const baseName = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
const programName = (word: string): string => baseName(word).replace(/\.exe$/i, '');

/** The interpreter that a word starts; null for any other program. */
export const interpreterOf = (word: string): Interpreter | null =>
	interpreters.find(({name}) => name.test(programName(word))) ?? null;

/** The launcher that a word starts, or that a module is; null for any other program. */
export const launcherOf = (word: string): Launcher | null => launchers.get(programName(word)) ?? null;
