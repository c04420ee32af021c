import path from 'node:path';
import {launcherOf} from '../../../core/command/launchers.ts';
import {findPythonProgram, isModuleFlag} from '../../../core/command/program.ts';
import {look} from '../../../io/look.ts';
import type {PythonProcess} from '../../../io/processes/python-processes.ts';

/**
 * Programs that run, or write for, the programs of others, so that their own name says nothing. Of Guild only what an operation runs in: its
 * queues, batches and views start a process for each (guild/op.py).
 */
const hosts =
	/\b(mlflow|gunicorn|uvicorn|hypercorn|waitress|ray|dask|distributed|celery|loky|joblib|multiprocessing|ipykernel|jupyter|notebook|papermill|guild\.op_main|flexlock|spark)/i;

/** `train` of `/home/ada/train.py`, of `train.py` and of `pkg.train`; the package of a `__main__.py`. */
function stemsOf(word: string): string[] {
	const parts = word.split('/');
	const name = (parts.at(-1) ?? '').replace(/\.pyc?$/, '');
	if (name === '__main__' || name === '__init__') return [parts.at(-2) ?? ''];
	return [name, name.slice(name.lastIndexOf('.') + 1)];
}

/**
 * Whether a process runs a program, by the words of its command line: null where they do not tell, as where it is a server, a notebook, a
 * worker, or has written something else over them.
 */
export function runsProgram(words: readonly string[], program: string): boolean | null {
	const wanted = new Set(stemsOf(program));
	wanted.delete('');
	if (wanted.size === 0 || program.startsWith('<')) return null;
	const [, ...rest] = words;
	const found = findPythonProgram(rest);
	const own = found === null || found.kind === 'code' ? null : found.word;
	if (own !== null && launcherOf(own) === null && stemsOf(own).some(stem => wanted.has(stem))) return true;
	// A launcher or a wrapper runs what is named among its words, and a linter does not: nobody knows.
	if (
		rest.some(
			(word, i) => (word.endsWith('.py') || isModuleFlag(rest[i - 1] ?? '')) && stemsOf(word).some(stem => wanted.has(stem)),
		)
	)
		return null;
	if (tellingWords(words, own).some(word => hosts.test(word))) return null;
	const saysItself = rest.some(word => /\.py$/.test(word) || isModuleFlag(word)) || own?.startsWith('/');
	return saysItself ? false : null;
}

/** The words that may name a host: what a script of one's own is given, and where it lies, say nothing of that. */
function tellingWords(words: readonly string[], own: string | null): readonly string[] {
	if (own?.endsWith('.py') !== true || launcherOf(own) !== null) return words;
	return [own.includes('-packages/') ? own : path.basename(own)];
}

/** What a process runs, as short as a person would say it. */
export function labelOf({words}: Pick<PythonProcess, 'words'>): string {
	const found = findPythonProgram(words.slice(1));
	return path.basename(found === null || found.kind === 'code' ? (words[0] ?? 'python') : found.word);
}

/** True where a process runs another file of the same name: its own and the program that is meant are both here, and are two. */
export function runsNamesake({words, directory}: Pick<PythonProcess, 'words' | 'directory'>, program: string): boolean {
	const script = words.find((word, i) => i > 0 && path.basename(word) === path.basename(program));
	if (script === undefined || directory === null || !path.isAbsolute(program)) return false;
	const own = look(path.resolve(directory, script));
	const meant = look(program);
	return own !== null && meant !== null && (own.ino !== meant.ino || own.dev !== meant.dev);
}

/** The script that was started in a directory, absolute where that is known. */
export const scriptIn = (directory: string | null, script: string): string =>
	directory === null ? script : path.resolve(directory, script);

/** So many directories above a run may be the one that its program was started in. */
const mostAbove = 6;

/** The program of a run where it lies in a directory above that, the nearest one: a relative name says from there what it means. Null for none. */
export function findNearScript(place: string, program: string): string | null {
	let directory = path.dirname(place);
	for (let above = 0; above < mostAbove; above++) {
		const script = path.resolve(directory, program);
		if (look(script) !== null) return script;
		directory = path.dirname(directory);
	}
	return null;
}
