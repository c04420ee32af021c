import path from 'node:path';
import {look} from '../../io/look.ts';
import type {PythonProcess} from '../../io/processes/python-processes.ts';

/**
 * True for a process that was given a file by an option of its command line: `--task-db FILE`, `--task-db=FILE`. One that was given it by another
 * option, or by none, may only look at it.
 */
export function wasGiven({words, directory}: Pick<PythonProcess, 'words' | 'directory'>, option: string, file: string): boolean {
	return words.some((word, i) => {
		const said = word === option ? words[i + 1] : word.startsWith(`${option}=`) ? word.slice(option.length + 1) : undefined;
		if (said === undefined) return false;
		if (!path.isAbsolute(said) && directory === null) return false;
		const its = path.resolve(directory ?? '/', said);
		if (its === file) return true;
		const [one, other] = [look(its), look(file)];
		return one !== null && other !== null && one.ino === other.ino && one.dev === other.dev;
	});
}
