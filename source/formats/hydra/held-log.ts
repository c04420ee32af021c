import {isWithin} from '../../core/files/paths.ts';
import type {Json, JsonObject} from '../../core/run.ts';
import {at, isObject} from '../values.ts';
import {textOf} from './values.ts';

/** The log of a job as Hydra's own settings name it, before 1.2 within the directory that the job has changed to. */
const ownLog = /^(?:\$\{hydra[.:](?:runtime[.:])?output_dir\}\/)?\$\{hydra\.job\.name\}\.log$/;

/**
 * True for a job that works in this very directory and holds its log open from its start to its end: Python's `logging.FileHandler`, which Hydra
 * installs before the job (hydra/core/utils.py, `configure_log`), opens it at once and for good. A handler of another kind may close it in between.
 * @param own Hydra's own config
 */
export function holdsLogOpen(own: JsonObject, directory: string): boolean {
	const runtime = at(own, 'hydra', 'runtime');
	if (!isObject(runtime)) return false;
	const [output, cwd] = [textOf(runtime.output_dir ?? null), textOf(runtime.cwd ?? null)];
	// A copy names the directory of the original.
	const isHere = output === null ? cwd !== null && isWithin(directory, cwd) : output === directory;
	if (!isHere) return false;
	const handlers = at(own, 'hydra', 'job_logging', 'handlers');
	const used = at(own, 'hydra', 'job_logging', 'root', 'handlers');
	if (!isObject(handlers) || !Array.isArray(used)) return false;
	return Object.entries(handlers).some(([name, handler]) => used.includes(name) && isLogOf(handler));
}

function isLogOf(handler: Json): boolean {
	if (!isObject(handler) || handler.class !== 'logging.FileHandler' || handler.delay === true) return false;
	return ownLog.test(textOf(handler.filename ?? null) ?? '');
}
