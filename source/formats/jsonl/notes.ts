import {nameOf} from '../../core/files/paths.ts';
import type {JsonObject, RunFacts} from '../../core/run.ts';
import type {Judgement} from '../../core/status.ts';
import {isConfigName} from '../plain/names/config-names.ts';

const endWords = /^(?:end|ended|finish|finished|done|complete|completed|train_end|training_end|run_end|exit)$/i;
const goodWords = /^(?:ok|success|succeeded|successful|finished|complete|completed|done)$/i;
const badWords = /^(?:error|fail|failed|failure|crashed|exception)$/i;

/** What a line without metrics says of the run: its settings, its end, its error. Null where it says nothing of the kind. */
export function readNote(line: JsonObject, path: string): Partial<RunFacts> | null {
	const patch: Partial<RunFacts> = {};
	for (const [key, value] of Object.entries(line)) {
		if (isConfigName(key) && value !== null && typeof value === 'object' && !Array.isArray(value)) patch.config = value;
	}
	const outcome = readOutcome(line, nameOf(path));
	if (outcome !== null) patch.outcome = outcome;
	const {error} = line;
	if (typeof error === 'string' && error.trim() !== '') patch.error = error;
	return Object.keys(patch).length > 0 ? patch : null;
}

function readOutcome(line: JsonObject, file: string): Judgement | null {
	const word = [line.event, line.type, line.kind].find(value => typeof value === 'string') ?? '';
	const status = typeof line.status === 'string' ? line.status : '';
	if (!endWords.test(String(word)) && !(word === '' && (goodWords.test(status) || badWords.test(status)))) return null;
	const said = [word, status].filter(part => part !== '').join(' ');
	if (badWords.test(status)) return {status: 'failed', why: `"${said}" in ${file}`};
	return status === '' || goodWords.test(status) ? {status: 'finished', why: `"${said}" in ${file}`} : null;
}
