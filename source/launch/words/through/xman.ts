import {existsSync, readFileSync, rmSync} from 'node:fs';
import path from 'node:path';
import {replaceFile} from '../../../io/write/replace.ts';
import type {WordPlace} from './place.ts';
import {keepForBack} from './put-back.ts';

/** xMan's note.txt beside an experiment: plain text, to which a note is added as a line of its own. Its pickles are never written. */
export function xmanPlace(experiment: string): WordPlace | null {
	if (existsSync(path.join(experiment, '.lock'))) return null;
	const file = path.join(experiment, 'note.txt');
	return {
		where: ({op}) => (op === 'note' ? file : null),
		write({value, isUndone}) {
			const putBack = keepForBack(file);
			const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
			const note = String(value);
			if (!isUndone) replaceFile(file, `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${note}`);
			else if (before === note) rmSync(file);
			else if (before.endsWith(`\n${note}`)) replaceFile(file, before.slice(0, -note.length - 1));
			return putBack;
		},
	};
}
