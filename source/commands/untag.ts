import {speakOfAll} from './acting/speak.ts';
import {findValued} from './acting/value.ts';
import type {CommandInput, ExitStatus} from './command.ts';

/** `xtui untag RUN… TAG`: also hides a tag of the tracker's own record. */
export async function runUntag(input: CommandInput): Promise<ExitStatus> {
	const found = findValued(input, 'untag takes runs and a tag: xtui untag RUN… TAG');
	if (typeof found === 'number') return found;
	const {targets, value} = found;
	return speakOfAll(input, {
		verb: 'untag',
		asks: false,
		targets,
		word: ({facts}) =>
			facts.tags.includes(value)
				? {op: 'untag', value}
				: {refusal: `it has no tag ${value}; it has ${facts.tags.join(', ') || 'none'}`},
		told: () => `no longer tagged ${value}`,
	});
}
