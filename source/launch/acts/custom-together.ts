import type {ActOutcome, RunPlan} from '../../core/acting/act.ts';
import type {Target} from '../../core/acting/target.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {describeError} from '../../io/files.ts';
import {logAction} from '../action-log.ts';
import {isRefusal, type Refusal} from '../refusal.ts';
import {type CommandWords, commandLines, runToEnd, wordsFor} from './custom.ts';

export interface TogetherPlan {
	shown: RunPlan;
	/** Does it and writes it down. Never rejects; does nothing where it was refused. */
	perform(): Promise<ActOutcome | null>;
}

/**
 * A person's own command once for several runs: a word that stands for something of a run comes once for each of them.
 * @param cwd where it is run
 */
export function planTogether(words: CommandWords, targets: readonly Target[], cwd: string): TogetherPlan {
	const filled = wordsFor(words, targets);
	if (isRefusal(filled)) return {shown: {run: null, lines: [], refusal: filled.refusal}, perform: async () => null};
	const {argv} = filled;
	return {
		shown: {run: null, lines: commandLines(argv, cwd), refusal: null},
		async perform() {
			const outcome = await runToEnd(argv, cwd).catch((error: unknown): Refusal => ({refusal: describeError(error)}));
			const isDone = typeof outcome === 'string';
			const message = cleanText(isDone ? outcome : outcome.refusal);
			const runs = targets.map(({id, path}) => ({id, path}));
			logAction({act: 'command', runs, result: isDone ? 'done' : 'failed', message, argv, cwd}, Date.now());
			return {run: null, isDone, message, made: null};
		},
	};
}
