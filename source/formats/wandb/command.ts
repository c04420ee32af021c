import type {FileAccess} from '../../core/files/files.ts';
import {madeOnce} from '../../core/made-once.ts';
import type {Command} from '../../core/run.ts';
import {decodeText} from '../../encodings/text/text.ts';
import type {Environment} from './beside/environment.ts';
import {readSettingsTrail} from './settings/debug-log.ts';

/** The lines about settings are the first ones. */
const trailBytes = 4096;

/**
 * What was run; null where that is no program that could be run again (a notebook, an unknown one).
 * @param debugLog the log of the program's side; '' where the version of wandb does not write there what would be looked for
 */
export function commandOf(environment: Environment, debugLog: string, files: FileAccess): Command | null {
	const {program, args, executable} = environment;
	if (program === '' || program.startsWith('<') || program.endsWith('.ipynb')) return null;
	const script = program.startsWith(modulePrefix) ? [moduleFlag, program.slice(modulePrefix.length)] : [program];
	return {argv: [executable || 'python', ...script, ...args], cwd: startPlaceOf(environment, debugLog, files)};
}

const moduleFlag = '-m';
const modulePrefix = '-m ';

/** Facts are told again and again while a run is read, and this reads files. */
const known = new WeakMap<Environment, string | null>();

/** Where the program was started; null where nothing proves it. */
const startPlaceOf = (environment: Environment, debugLog: string, files: FileAccess): string | null =>
	madeOnce(
		known,
		environment,
		() => aboveProgram(environment) ?? rootWithProgram(environment, files) ?? placeInLog(debugLog, files),
	);

function aboveProgram({program, programBelow}: Environment): string | null {
	if (programBelow === '' || !program.endsWith(programBelow)) return null;
	const above = program.slice(0, -programBelow.length);
	return /.[/\\]$/.test(above) ? above.slice(0, -1) : null;
}

/** The root is what `WANDB_DIR` says where that is set: it counts where the program is found from there as it was named. */
function rootWithProgram({program, root}: Environment, files: FileAccess): string | null {
	if (root === '') return null;
	const isThere = (path: string) => files.stat(`${root}/${path}`) !== null;
	if (program.startsWith(modulePrefix)) {
		const path = program.slice(modulePrefix.length).replaceAll('.', '/');
		return isThere(`${path}.py`) || isThere(`${path}/__main__.py`) ? root : null;
	}
	// Python puts where it was started before a relative path, and leaves the dots in it.
	if (program.startsWith(`${root}/../`)) return root;
	return !isAbsolute(program) && isThere(program) ? root : null;
}

const isAbsolute = (path: string): boolean => /^(?:[/\\]|[A-Za-z]:)/.test(path);

/** False from 0.31 on; where the version is not known, it may be an old one. */
export const namesSettings = (version: string): boolean => Number(/^0\.(\d+)/.exec(version)?.[1] ?? 0) < 31;

/** Up to 0.21 at least the last of the settings files is that of where the program was started, whatever `WANDB_DIR` says. */
function placeInLog(debugLog: string, files: FileAccess): string | null {
	const bytes = debugLog === '' ? null : files.readRange(debugLog, 0, trailBytes);
	const settings = bytes === null ? undefined : readSettingsTrail(decodeText(bytes)).files.at(-1);
	return settings === undefined ? null : (/^(.+)[/\\]\.?wandb[/\\]settings$/s.exec(settings)?.[1] ?? null);
}
