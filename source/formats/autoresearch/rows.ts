import type {JsonObject} from '../../core/run.ts';
import {setKey} from '../../core/set-key.ts';
import {parseNumber} from '../../encodings/numbers/odd-number.ts';
import {isMetricName} from '../plain/names/telling.ts';
import {isFailed, Keys, type Row} from './row.ts';

/** What an agent decides of what it has tried, and what came of that. */
const decided = /^(?:keep|kept|discard|revert|crash)/i;
/** The same, where commits show of what. */
const decidedOfCommit = /^(?:baseline|accept|reject|improve)/i;
/** What the column of commits is called. */
const commitName = /^(?:git_?)?(?:commit|sha)(?:_?(?:hash|id))?$/i;
/** Cells that stand for no value. */
const nothing = new Set(['', '-', '—', 'n/a', 'N/A']);

/**
 * True for the beginning of such a table: by what was decided of its first rows, of which one has results, by metrics of commits, or else by its
 * columns alone. Those of a build, or of what is for sale, have a status and a description too.
 */
export function isTable(head: string): boolean {
	const columns = columnsOf(head);
	if (columns === null) return false;
	const rows = rowsOf(head);
	const hasCommits = commitIn(columns) !== undefined;
	if (rows.length === 0) return hasCommits;
	const hasResults = rows.some(({decision, results}) => isFailed(decision) || Object.keys(results).length > 0);
	const hasMetrics = hasCommits && rows.some(({results}) => Object.keys(results).some(isMetricName));
	const isDecided = ({decision}: Row) => decided.test(decision) || (hasCommits && decidedOfCommit.test(decision));
	return hasResults && (hasMetrics || rows.some(isDecided));
}

/** The columns that the first line names; null where the table is another one. */
function columnsOf(text: string): string[] | null {
	const columns = cellsOf(text.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0]!);
	return columns.includes('status') && columns.includes('description') ? columns : null;
}

const commitIn = (columns: readonly string[]): string | undefined => columns.find(name => commitName.test(name));

/** The experiments of a table; a row that is not whole is none yet. */
export function rowsOf(text: string): Row[] {
	const columns = columnsOf(text);
	if (columns === null) return [];
	// Where there are no commits, what stands first tells experiments apart.
	const wanted = [commitIn(columns) ?? columns[0]!, 'status', 'description'];
	const keys = new Keys();
	return text.split(/\r?\n/).flatMap((line, at) => {
		const cells = cellsOf(line);
		if (at === 0 || cells.length < columns.length) return [];
		// A description may have tabs, and is the last.
		const row = new Map(columns.map((name, i) => [name, i === columns.length - 1 ? cells.slice(i).join(' ') : cells[i]!]));
		const [commit = '', decision = '', description = ''] = wanted.map(name => row.get(name));
		for (const name of wanted) row.delete(name);
		return [{key: keys.next(commit), commit, decision, description, ...partsOf(row, isFailed(decision))}];
	});
}

/** Numbers are results; zeros only fill the row of what failed, or was given up before anything was measured. */
function partsOf(row: ReadonlyMap<string, string>, hasFailed: boolean): {results: JsonObject; words: JsonObject} {
	const results: JsonObject = {};
	const words: JsonObject = {};
	const numbers = new Map([...row].map(([name, cell]) => [name, parseNumber(cell)]));
	const isFilled = hasFailed || [...numbers.values()].every(value => value === null || value === 0);
	for (const [name, cell] of row) {
		const value = numbers.get(name) ?? null;
		if (value === null && !nothing.has(cell)) setKey(words, name, cell);
		else if (value !== null && !(isFilled && value === 0)) setKey(results, name, value);
	}
	return {results, words};
}

const cellsOf = (line: string): string[] => line.split('\t').map(cell => unquoted(cell.trim()));

const unquoted = (cell: string): string =>
	cell.length > 1 && cell.startsWith('"') && cell.endsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
