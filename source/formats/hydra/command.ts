import {isOfSweep} from '../../core/command/hydra-words.ts';
import {directoryOf, isWithin} from '../../core/files/paths.ts';
import type {Command, Json, JsonObject} from '../../core/run.ts';
import {at, textsIn} from '../values.ts';
import {textOf} from './values.ts';

/**
 * What would start a job again. Hydra records the name of the job, which is that of the program unless it was set, and where it was started; which
 * program that was only the disk tells. Null where nothing of that name lies there.
 */
export function commandOf(own: JsonObject, overrides: readonly string[], exists: (path: string) => boolean): Command | null {
	const forHydra = textsIn(at(own, 'hydra', 'overrides', 'hydra'));
	if (forHydra.some(item => /^\+*hydra[./]job[./]name=/.test(item))) return null;
	const job = textOf(at(own, 'hydra', 'job', 'name'));
	const cwd = textOf(at(own, 'hydra', 'runtime', 'cwd'));
	if (job === null || cwd === null) return null;
	const script = directoriesOf(own, cwd)
		.map(directory => `${directory}/${job}.py`)
		.find(exists);
	if (script === undefined) return null;
	const word = isWithin(script, cwd) ? script.slice(cwd.length + 1) : script;
	// A job of a sweep is started again by itself.
	return {argv: ['python', word, ...overrides, ...forHydra.filter(item => !isOfSweep(item))], cwd};
}

/** Where the program may lie: the config mostly lies in a directory beside it, else it was started where it lies. */
function directoriesOf(own: JsonObject, cwd: string): string[] {
	const sources = at(own, 'hydra', 'runtime', 'config_sources');
	const main = Array.isArray(sources) ? sources.find(source => isMain(source)) : undefined;
	const path = main === undefined ? null : textOf(at(main as JsonObject, 'path'));
	if (path === null) return [cwd];
	// Of a module that was started by `-m`, as a package.
	if (!path.startsWith('/')) return [[cwd, ...path.split('.').slice(0, -1)].join('/'), cwd];
	return [directoryOf(path), cwd];
}

function isMain(source: Json): boolean {
	return source !== null && typeof source === 'object' && !Array.isArray(source) && source.provider === 'main';
}
