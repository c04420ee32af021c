import {existsSync} from 'node:fs';
import {localZone} from '../../io/local-zone.ts';
import {settingsFile} from '../settings/settings-file.ts';
import {answerWord, printAnswers} from './answer.ts';
import {findIndexedRows} from './indexed-rows.ts';
import {askedKinds} from './model.ts';

/**
 * Answers a shell from the index, in a bundle of its own: loading the program would take as long again. What it does not know (no index yet,
 * roots that the settings name) is left to the program.
 * @param words what follows `__complete`
 * @returns the answers; null where the program has to be asked
 */
export async function completeFromIndex([kind, , word = '', ...line]: readonly string[], nowMs: number): Promise<string | null> {
	const asked = askedKinds.find(one => one === kind);
	if (asked === undefined || existsSync(settingsFile())) return null;
	const rows = await findIndexedRows(line, nowMs, asked === 'run');
	return rows === null ? null : printAnswers(answerWord(asked, word, rows, nowMs, localZone));
}
