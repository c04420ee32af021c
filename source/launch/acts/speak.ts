import type {ActLine} from '../../core/acting/act.ts';
import type {Target} from '../../core/acting/target.ts';
import type {JournalState} from '../../formats/native/index.ts';
import {describeFailure} from '../../io/describe-failure.ts';
import {isRefusal, type Refusal} from '../refusal.ts';
import {readWords, say, type Word} from '../words/say.ts';
import {wordPlaceOf} from '../words/through/place-of.ts';
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
				lines: [...planned.flatMap(word => wordLines(target, word)), ...(lines?.(target) ?? [])],
				async perform() {
					const reasons = new Set<string>();
					let first: string | undefined;
					for (const [at, word] of planned.entries()) {
						const {key, notice} = await say(
							target,
							first === undefined ? word : {...word, together: first},
							Date.now(),
							cwd,
						).catch((error: unknown) => failAt(planned, at, error));
						first ??= key;
						if (notice !== null) reasons.add(notice);
					}
					return reasons.size === 0 ? told : `${told} (${[...reasons].join('; ')})`;
				},
			};
		},
	};
}

/** Throws why a word could not be said, with what of the same act stands all the same. */
function failAt(planned: readonly Word[], at: number, error: unknown): never {
	if (at === 0) throw error;
	const said = planned.slice(0, at).map(({op, value}) => `${op} ${JSON.stringify(value)}`);
	throw new Error(`only ${said.join(' and ')} was said, which xtui undo takes back; then: ${describeFailure(error)}`);
}

/** Where a word is written: the journal, and the place that its tracker has for it. */
function wordLines(target: Target, {op, value}: Word): ActLine[] {
	const place = wordPlaceOf(target)?.where({op, value, isUndone: false}) ?? null;
	return [
		{label: 'journal', text: `${op}${value === null ? '' : ` ${JSON.stringify(value)}`}`},
		...(place === null ? [] : [{label: 'writes', text: place}]),
	];
}
