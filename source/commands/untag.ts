import {untagAct} from '../launch/acts/words.ts';
import {actOnAll} from './acting/act.ts';
import {findValued} from './acting/value.ts';
import type {CommandInput, ExitStatus} from './command.ts';

/** `xtui untag RUN… TAG`: also hides a tag of the tracker's own record. */
export async function runUntag(input: CommandInput): Promise<ExitStatus> {
	const found = findValued(input, 'untag takes runs and a tag: xtui untag RUN… TAG');
	return typeof found === 'number' ? found : actOnAll(input, found.targets, untagAct(found.value, process.cwd()));
}
