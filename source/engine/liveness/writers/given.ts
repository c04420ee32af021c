import path from 'node:path';
import type {PythonHabits} from '../../../core/writer-habits.ts';
import {areSame} from '../../../io/look.ts';
import type {PythonProcess} from '../../../io/processes/python-processes.ts';

type Given = NonNullable<PythonHabits['given']>;

/** "/bin/flexlock-worker" → "flexlock-worker", "flexlock.worker_cli" and "/flexlock/worker_cli.py" → "worker_cli". */
const nameOf = (word: string): string =>
	path
		.basename(word)
		.replace(/\.(?:py|exe)$/, '')
		.replace(/^.*\./, '');

/**
 * True for a process of a program that was given a file by its command line, behind the option that says what for: `--task-db FILE`,
 * `--task-db=FILE`. Who only looks at the file has it among its words, too.
 */
export function wasGiven(
	{words, directory}: Pick<PythonProcess, 'words' | 'directory'>,
	{programs, option, file}: Given,
): boolean {
	const at = words.findIndex((word, i) => i > 0 && (word === option || word.startsWith(`${option}=`)));
	if (at < 0 || !words.slice(0, at).some(word => programs.includes(nameOf(word)))) return false;
	const said = words[at] === option ? words[at + 1] : words[at]!.slice(option.length + 1);
	if (said === undefined || path.basename(said) !== path.basename(file)) return false;
	if (!path.isAbsolute(said) && directory === null) return false;
	const its = path.resolve(directory ?? '/', said);
	return its === file || areSame(its, file);
}
