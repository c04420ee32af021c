import {noteAct} from '../../launch/acts/words.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {actOnAll} from './act.ts';
import {refusesToAct} from './read-only.ts';
import {findTargets} from './targets.ts';
import {splitValue} from './value.ts';
import {writeNote} from './write-note.ts';

/** `xtui note RUN… TEXT`; without a text it comes from standard input, or is written in $EDITOR. */
export async function runNote(input: CommandInput): Promise<ExitStatus> {
	const {runs, value} = splitValue(input);
	if (runs.length === 0 && input.flags.where === undefined) {
		input.warn('xtui: note takes runs and a text: xtui note RUN… TEXT');
		return 2;
	}
	const found = findTargets(input, runs);
	if (found === null) return 1;
	// Nobody writes a text that is refused then.
	if (value === null && refusesToAct(input, 'note')) return 1;
	const text = value ?? (await writeNote());
	if (text === null || text.trim() === '') {
		input.warn('xtui: an empty note was not kept');
		return 2;
	}
	return actOnAll(input, found.targets, noteAct(text.trim(), process.cwd()));
}
