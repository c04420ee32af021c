import {readUsualRoots} from '../../io/kept/usual-roots.ts';
import {localZone} from '../../io/local-zone.ts';
import {settingsFile} from '../settings/settings-file.ts';
import {answerWord, printAnswers} from './answer.ts';
import {findIndexedRuns, namedOn, renewApart, rootsOn} from './indexed-runs.ts';
import {askedKinds} from './model.ts';

export interface Answered {
	text: string;
	/** What is left to do when nobody waits any more. */
	afterwards: () => Promise<void>;
}

/**
 * Answers a shell from the index, in a bundle of its own: loading the program would take as long again. What it does not know (no index yet,
 * settings that have changed since the last start) is left to the program.
 * @param words what follows `__complete`
 * @returns null where the program has to be asked
 */
export function completeFromIndex([kind, , word = '', ...line]: readonly string[], nowMs: number): Answered | null {
	const asked = askedKinds.find(one => one === kind);
	const usual = namedOn(line).length > 0 ? [] : readUsualRoots(settingsFile());
	if (asked === undefined || usual === null) return null;
	const roots = rootsOn(line, usual);
	if (roots.length === 0) return {text: '', afterwards: async () => {}};
	const found = findIndexedRuns(roots, nowMs);
	if (found === null) return null;
	const text = printAnswers(answerWord(asked, word, found.table, nowMs, localZone));
	return {text, afterwards: async () => (found.due === null ? undefined : renewApart(found.due))};
}
