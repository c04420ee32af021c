import {speakOfAll} from './acting/speak.ts';
import {findValued} from './acting/value.ts';
import type {CommandInput, ExitStatus} from './command.ts';

/** `xtui tag RUN… TAG`. */
export async function runTag(input: CommandInput): Promise<ExitStatus> {
	const found = findValued(input, 'tag takes runs and a tag: xtui tag RUN… TAG');
	if (typeof found === 'number') return found;
	const {targets, value} = found;
	return speakOfAll(input, {
		verb: 'tag',
		asks: false,
		targets,
		word: ({facts}) => (facts.tags.includes(value) ? {refusal: `it has the tag ${value} already`} : {op: 'tag', value}),
		told: () => `tagged ${value}`,
	});
}
