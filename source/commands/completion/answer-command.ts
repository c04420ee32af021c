import {localZone} from '../../io/local-zone.ts';
import {answerWord, printAnswers} from './answer.ts';
import {readIndexedRows, renewIndex} from './indexed-rows.ts';
import {askedKinds, indexVerb} from './model.ts';

/**
 * `xtui __complete KIND -- WORD [LINE…]`: says nothing but answers, one a line. The words of the line tell where to look.
 * `xtui __index ROOT…` renews what they are made from.
 * @returns the exit status
 */
export async function runHiddenVerb([verb, ...words]: readonly string[], nowMs: number): Promise<number> {
	if (verb === indexVerb) {
		await renewIndex(words);
		return 0;
	}
	const [kind, , word = '', ...line] = words;
	const asked = askedKinds.find(one => one === kind);
	if (asked === undefined) return 2;
	const answers = answerWord(asked, word, await readIndexedRows(line, nowMs, asked === 'run'), nowMs, localZone);
	process.stdout.write(
		printAnswers(answers)
			.map(text => `${text}\n`)
			.join(''),
	);
	return 0;
}
