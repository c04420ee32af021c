import {type Runs, tableOf} from '../../core/query/columns/row-table.ts';
import {applyCompletion, completeQuery} from '../../core/query/complete/complete.ts';
import {attributeField} from '../../core/query/fields/field.ts';
import {rankMetrics} from '../../core/table/metrics/choose-metrics.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import type {ZoneOffset} from '../../core/text/clock.ts';
import {countWords} from '../../core/text/count-words.ts';
import type {AskedKind} from './model.ts';

/** What may stand in the place of a word, with a few words about it. */
export interface Answer {
	value: string;
	about: string;
}

const answerLimit = 200;

function answerQuery(word: string, runs: Runs, nowMs: number, zone: ZoneOffset): Answer[] {
	const completion = completeQuery(word, word.length, {rows: runs, zone}, nowMs);
	return completion.candidates.map(candidate => ({
		value: applyCompletion(word, completion, candidate).text,
		about: candidate.runs > 0 ? `${candidate.label}, ${countWords(candidate.runs, 'run')}` : candidate.detail,
	}));
}

/** Fields divided by commas, each with an optional sign, as in `sort:`. */
function answerFields(word: string, runs: Runs, nowMs: number, zone: ZoneOffset): Answer[] {
	const prefix = 'sort:';
	return answerQuery(prefix + word, runs, nowMs, zone).map(({value, about}) => ({value: value.slice(prefix.length), about}));
}

/** Ids that begin as typed, then names that do, newest first. */
function answerRuns(word: string, runs: Runs): Answer[] {
	const table = tableOf(runs);
	const [ids, names, found, starts] = (['id', 'name', 'status', 'started'] as const).map(name =>
		table.column(attributeField(name, name), 0),
	);
	const startOf = (place: number) => (starts!.has(place) ? starts!.numbers[place]! : 0);
	const newest = [...table.places].sort((a, b) => startOf(b) - startOf(a));
	const told = newest.map(place => ({
		id: String(ids!.valueAt(place) ?? ''),
		name: String(names!.valueAt(place) ?? ''),
		status: String(found!.valueAt(place)),
	}));
	const byId = told.filter(({id}) => id.startsWith(word)).map(({id, name, status}) => ({value: id, about: `${name}, ${status}`}));
	const byName =
		word === ''
			? []
			: told.filter(({name}) => name.startsWith(word)).map(({id, name, status}) => ({value: name, about: `${id}, ${status}`}));
	const seen = new Set<string>();
	return [...byId, ...byName].filter(({value}) => !seen.has(value) && seen.add(value));
}

/** What a shell can offer for a word of a kind. Values hold no control characters. */
export function answerWord(kind: AskedKind, word: string, runs: Runs, nowMs: number, zone: ZoneOffset): Answer[] {
	const answers =
		kind === 'query'
			? answerQuery(word, runs, nowMs, zone)
			: kind === 'field'
				? answerFields(word, runs, nowMs, zone)
				: kind === 'run'
					? answerRuns(word, runs)
					: rankMetrics(runs)
							.filter(({name}) => name.toLowerCase().includes(word.toLowerCase()))
							.map(({name, runs: having}) => ({value: name, about: countWords(having, 'run')}));
	return answers.filter(({value}) => !/[\x00-\x1f\x7f-\x9f]/.test(value)).slice(0, answerLimit);
}

/** One line an answer: the value, a tab, what it is. */
export function printAnswers(answers: readonly Answer[]): string {
	return answers.map(({value, about}) => `${value}\t${cleanText(about.replace(/\s+/g, ' '))}\n`).join('');
}
