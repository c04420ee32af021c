import type {ZoneOffset} from '../../core/clock.ts';
import {applyCompletion, completeQuery} from '../../core/query/complete/complete.ts';
import type {RunRow} from '../../core/row.ts';
import {rankMetrics} from '../../core/table/choose-metrics.ts';
import type {AskedKind} from './model.ts';

/** What may stand in the place of a word, with a few words about it. */
export interface Answer {
	value: string;
	about: string;
}

const answerLimit = 200;
const countRuns = (runs: number): string => (runs === 1 ? '1 run' : `${runs} runs`);

function answerQuery(word: string, rows: readonly RunRow[], nowMs: number, zone: ZoneOffset): Answer[] {
	const completion = completeQuery(word, word.length, {rows, zone}, nowMs);
	return completion.candidates.map(candidate => ({
		value: applyCompletion(word, completion, candidate).text,
		about: candidate.runs > 0 ? `${candidate.label}, ${countRuns(candidate.runs)}` : candidate.detail,
	}));
}

/** Fields divided by commas, each with an optional sign, as in `sort:`. */
function answerFields(word: string, rows: readonly RunRow[], nowMs: number, zone: ZoneOffset): Answer[] {
	const prefix = 'sort:';
	return answerQuery(prefix + word, rows, nowMs, zone).map(({value, about}) => ({value: value.slice(prefix.length), about}));
}

/** Ids that begin as typed, then names that do, newest first. */
function answerRuns(word: string, rows: readonly RunRow[]): Answer[] {
	const newest = [...rows].sort((a, b) => (b.startedAtMs ?? 0) - (a.startedAtMs ?? 0));
	const byId = newest
		.filter(({id}) => id.startsWith(word))
		.map(({id, name, status}) => ({value: id, about: `${name}, ${status}`}));
	const byName =
		word === ''
			? []
			: newest.filter(({name}) => name.startsWith(word)).map(({id, name, status}) => ({value: name, about: `${id}, ${status}`}));
	const seen = new Set<string>();
	return [...byId, ...byName].filter(({value}) => !seen.has(value) && seen.add(value));
}

/** What a shell can offer for a word of a kind. Values hold no line feeds or tabs. */
export function answerWord(kind: AskedKind, word: string, rows: readonly RunRow[], nowMs: number, zone: ZoneOffset): Answer[] {
	const answers =
		kind === 'query'
			? answerQuery(word, rows, nowMs, zone)
			: kind === 'field'
				? answerFields(word, rows, nowMs, zone)
				: kind === 'run'
					? answerRuns(word, rows)
					: rankMetrics(rows)
							.filter(({name}) => name.toLowerCase().includes(word.toLowerCase()))
							.map(({name, runs}) => ({value: name, about: countRuns(runs)}));
	return answers.filter(({value}) => !/[\t\n\r\x00]/.test(value)).slice(0, answerLimit);
}

/** One line an answer: the value, a tab, what it is. */
export function printAnswers(answers: readonly Answer[]): string {
	return answers.map(({value, about}) => `${value}\t${about.replace(/\s+/g, ' ')}\n`).join('');
}
