import path from 'node:path';
import {look} from '../../io/look.ts';
import type {PythonProcess} from '../../io/processes/python-processes.ts';

/** True for a process that was given a file by its command line, in whatever way it was written there: `--task-db FILE`, `--task-db=FILE`. */
export function wasGiven({words, directory}: Pick<PythonProcess, 'words' | 'directory'>, file: string): boolean {
	const name = path.basename(file);
	return words.slice(1).some(word => {
		if (!word.endsWith(name)) return false;
		const said = word.startsWith('-') ? word.slice(word.indexOf('=') + 1) : word;
		if (!path.isAbsolute(said) && directory === null) return false;
		const its = path.resolve(directory ?? '/', said);
		if (its === file) return true;
		const [one, other] = [look(its), look(file)];
		return one !== null && other !== null && one.ino === other.ino && one.dev === other.dev;
	});
}
