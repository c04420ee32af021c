import type {ActLine} from '../../core/acting/act.ts';
import type {Target} from '../../core/acting/target.ts';
import type {JournalState} from '../../formats/native/index.ts';
import {isRefusal, type Refusal} from '../refusal.ts';
import {readWords, say, type Word} from '../words/say.ts';
import type {Act} from './act.ts';

export interface Speaking {
	verb: string;
	asks: boolean;
	/** The words for one run, with what was said of it so far; or why nothing is said. */
	words(target: Target, said: JournalState): readonly Word[] | Refusal;
	/** What came of it, for people. */
	told: string;
	/** More to show beforehand. */
	lines?(target: Target): ActLine[];
}

/** Writes words into the journal of each run. */
export function speakAct({verb, asks, words, told, lines}: Speaking, cwd: string): Act {
	return {
		verb,
		asks,
		plan: async target => {
			const planned = words(target, readWords(target, cwd).state);
			if (isRefusal(planned)) return planned;
			return {
				lines: [
					...planned.map(({op, value}) => ({
						label: 'journal',
						text: `${op}${value === null ? '' : ` ${JSON.stringify(value)}`}`,
					})),
					...(lines?.(target) ?? []),
				],
				async perform() {
					const reasons = new Set<string>();
					for (const word of planned) {
						const {unsigned} = await say(target, word, Date.now(), cwd);
						if (unsigned !== null) reasons.add(unsigned);
					}
					return reasons.size === 0 ? told : `${told} (not signed: ${[...reasons].join('; ')})`;
				},
			};
		},
	};
}
