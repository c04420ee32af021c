import {tagAct} from '../../launch/acts/words.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {actOnAll} from './act.ts';
import {findValued} from './value.ts';

/** `xtui tag RUN… TAG`. */
export async function runTag(input: CommandInput): Promise<ExitStatus> {
	const found = findValued(input, 'tag takes runs and a tag: xtui tag RUN… TAG');
	return typeof found === 'number' ? found : actOnAll(input, found.targets, tagAct(found.value, process.cwd()));
}
