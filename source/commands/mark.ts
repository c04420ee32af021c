import {speakOfAll} from './acting/speak.ts';
import {findValued} from './acting/value.ts';
import type {CommandInput, ExitStatus} from './command.ts';

/** `xtui mark RUN… best|interesting|none`; none takes all marks away. */
export async function runMark(input: CommandInput): Promise<ExitStatus> {
	const found = findValued(input, 'mark takes runs and a mark: xtui mark RUN… best (or interesting, any other word, none)');
	if (typeof found === 'number') return found;
	const {targets, value} = found;
	const isNone = value === 'none';
	return speakOfAll(input, {
		verb: 'mark',
		asks: false,
		targets,
		word: ({facts}) =>
			facts.marks.includes(value) ? {refusal: `it is marked ${value} already`} : {op: 'mark', value: isNone ? null : value},
		told: () => (isNone ? 'no longer marked' : `marked ${value}`),
	});
}
