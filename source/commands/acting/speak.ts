import type {JournalState} from '../../formats/native/index.ts';
import type {Target} from '../../launch/target.ts';
import {isRefusal, type Refusal} from '../../launch/target.ts';
import {readWords, say, type Word} from '../../launch/words/say.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {actOnAll} from './act.ts';

export interface Speaking {
	verb: string;
	asks: boolean;
	targets: readonly Target[];
	/** The word for one run, with what was said of it so far; or why it is not said. */
	word(target: Target, said: JournalState): Word | Refusal;
	/** What came of it, for people. */
	told(word: Word): string;
	/** More to show beforehand. */
	lines?(target: Target): string[];
}

/** Writes a word into the journal of each run. */
export function speakOfAll(input: CommandInput, {verb, asks, targets, word, told, lines}: Speaking): Promise<ExitStatus> {
	const cwd = process.cwd();
	return actOnAll(input, targets, {
		verb,
		asks,
		plan: async target => {
			const planned = word(target, readWords(target, cwd).state);
			if (isRefusal(planned)) return planned;
			const {op, value} = planned;
			return {
				lines: [`  journal  ${op}${value === null ? '' : ` ${JSON.stringify(value)}`}`, ...(lines?.(target) ?? [])],
				async perform() {
					const {unsigned} = await say(target, planned, Date.now(), cwd);
					if (unsigned !== null) input.warn(`xtui: not signed: ${unsigned}`);
					return told(planned);
				},
			};
		},
	});
}
