import type {CommandInput} from '../command.ts';
import {findTargets, type Targets} from './targets.ts';

/**
 * Parts the words of a verb that says something of runs, `xtui tag RUN… TAG`: the last word is what is said, unless `--value` says it.
 * Null where there is nothing to say, or no run.
 */
export function splitValue({words, flags}: CommandInput): {runs: string[]; value: string | null} {
	if (typeof flags.value === 'string') return {runs: words, value: flags.value};
	const least = typeof flags.where === 'string' ? 1 : 2;
	if (words.length < least) return {runs: words, value: null};
	return {runs: words.slice(0, -1), value: words.at(-1)!};
}

/** Runs and what is said of them; null where that is not whole, which has been said then. */
export function findValued(input: CommandInput, usage: string): (Targets & {value: string}) | null {
	const {runs, value} = splitValue(input);
	if (value === null || value.trim() === '') {
		input.warn(`xtui: ${usage}`);
		return null;
	}
	const found = findTargets(input, runs);
	return found === null ? null : {...found, value};
}
