import {localZone} from '../../io/local-zone.ts';
import {answerWord, printAnswers} from './answer.ts';
import {findIndexedRuns, renewApart, rootsOn} from './indexed-runs.ts';
import {askedKinds, indexVerb} from './model.ts';
import {renewIndex, scanForIndex} from './renew-index.ts';

/**
 * `xtui __complete KIND -- WORD [LINE…]`, where the index does not know the runs yet (see from-index.ts), and `xtui __index ROOT…`, which
 * renews it. Both say nothing but answers, one a line.
 * @returns the exit status
 */
export async function runHiddenVerb([verb, ...words]: readonly string[], nowMs: number): Promise<number> {
	if (verb === indexVerb) {
		renewIndex(words);
		return 0;
	}
	const [kind, , word = '', ...line] = words;
	const asked = askedKinds.find(one => one === kind);
	if (asked === undefined) return 2;
	const roots = rootsOn(line);
	if (roots.length === 0) return 0;
	const found = findIndexedRuns(roots, nowMs);
	const runs = found?.table ?? scanForIndex(roots);
	process.stdout.write(printAnswers(answerWord(asked, word, runs, nowMs, localZone)));
	if (found?.due) await renewApart(found.due);
	return 0;
}
