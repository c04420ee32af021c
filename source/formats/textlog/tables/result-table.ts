import {parseNumber} from '../../../encodings/numbers/odd-number.ts';
import {isMetricName} from '../../plain/names/telling.ts';
import {askedByForm, byForm} from '../line/by-form.ts';
import {type Counter, counterAt, type Pair, pairOf} from '../line/statement/said.ts';
import {counterOf, isPhase} from '../line/words.ts';
import {isResultName} from '../rows/result-names.ts';
import {barsOf, pipedRow} from './cells.ts';

const empty = /^(?:n\/a|-*|none)$/i;
/** What may stand above the names of the metrics. */
const corner = /^(?:metrics?)?$/i;
/** What stands above the only column of values. */
const ofValues = /^(?:values?|results?|scores?)$/i;
/** What stands above the names of what was compared. */
const ofCompared =
	/^(?:models?|methods?|algorithms?|classifiers?|regressors?|estimators?|approach|variant|architecture|network|agent)$/i;
const rule = byForm(/^[-=+|:\s\u2500-\u257f]+$/);
/** What the tables of loggers begin with, which have a reader of their own. */
const ofLogger = byForm(/^\s*[-+=]{8,}\s*$/);
const gap = /\s{2,}|\t/;
/** Of more rows each is of something that was evaluated one by one. */
const mostRows = 50;

interface Head {
	/** The cells of a row, its name first. */
	cells: number;
	isPiped: boolean;
	/** True where a bar stands at both ends of a row. */
	isFramed: boolean;
	/** True where a row may say what all others are of: "Epoch | 3". */
	mayCount: boolean;
	/** What a value is called, by the name of its row and its column; null for a column of something else. */
	nameOf: (row: string, column: number) => string | null;
	/** The data of each column, none where columns are of none. */
	phases: readonly string[];
}

/** What a row says: values, or what the table is of. */
interface ResultRow {
	pairs: Pair[];
	counter: Counter | null;
}

function cellsOf(line: string): string[] {
	if (!line.includes('|')) return line.trim().split(gap);
	const cells = line.split('|').map(cell => cell.trim());
	// "| loss | 0.5 | 0.4 |"
	const isFramed = cells.length > 2 && cells[0] === '' && cells.at(-1) === '';
	return isFramed ? cells.slice(1, -1) : cells;
}

/** The line is asked of by its form: only of what may be a head its cells are looked at. */
const mayBeHead = askedByForm(line => headOf(line, false) !== null);

function headOf(line: string, isOfLogger: boolean): Head | null {
	const text = barsOf(line);
	const isPiped = text.includes('|');
	const bars = {isPiped, isFramed: pipedRow.test(text)};
	if (!isPiped && !gap.test(text.trim())) return null;
	const cells = cellsOf(text);
	const isCornered = cells.length > 1 && corner.test(cells[0]!) && (isPiped || cells[0] !== '');
	const phases = cells.length > 2 && isCornered ? cells.slice(1) : isPiped ? cells : [];
	if (phases.length > 1 && phases.every(isPhase))
		return {cells: phases.length + 1, ...bars, mayCount: false, nameOf: (row, i) => `${phases[i]} ${row}`, phases};
	if (cells.length === 2 && isCornered && cells[0] !== '' && ofValues.test(cells[1]!))
		return isOfLogger ? null : {cells: 2, ...bars, mayCount: true, nameOf: row => row, phases: []};
	const columns = cells.slice(1).map(name => (isMetricName(name) || isResultName(name) ? name : null));
	if (!ofCompared.test(cells[0]!) || columns.every(name => name === null) || cells.some(name => counterOf(name) !== null))
		return null;
	const nameOf = (row: string, i: number) => (columns[i] == null ? null : `${row} ${columns[i]}`);
	return {cells: cells.length, ...bars, mayCount: false, nameOf, phases: []};
}

/**
 * Reads tables of what a training came to: with a metric a row and data a column, as AllenNLP prints one an epoch, "Training |  Validation",
 * "loss  |  0.693  |  0.690", and as programs print one by themselves, "METRIC | TRAIN | VALIDATION"; with a metric a row and its value,
 * "Metric | Value"; and with a model a row and metrics in columns, "Model | Accuracy | F1". They are drawn with lines, bars or blanks.
 */
export class ResultTable {
	private head: Head | null = null;
	private rows = 0;
	private isHead = false;
	private isOfLogger = false;

	/** Takes a line that may be the head of such a table. */
	takeLine(line: string): void {
		this.isHead = mayBeHead(line);
		if (this.isHead) {
			this.head = headOf(line, this.isOfLogger);
			this.rows = 0;
		}
		this.isOfLogger = ofLogger.test(line);
	}

	/** Takes a line; gives what one of the table's rows says, null for every other line. */
	take(line: string): ResultRow | null {
		const {head} = this;
		if (head === null) return null;
		if (this.isHead || rule.test(line)) return {pairs: [], counter: null};
		const text = barsOf(line, head.isPiped);
		if (text.includes('|') !== head.isPiped || pipedRow.test(text) !== head.isFramed) {
			this.head = null;
			return null;
		}
		const [name = '', ...texts] = cellsOf(text);
		const values = texts.map(cell => parseNumber(cell.replace(/ ?%$/, '')));
		const isRow = texts.length === head.cells - 1 && name !== '' && ++this.rows <= mostRows;
		if (!isRow || !values.every((value, i) => value !== null || empty.test(texts[i]!) || head.nameOf(name, i) === null)) {
			if (!head.isPiped) this.head = null;
			return null;
		}
		const kind = head.mayCount && !name.endsWith('s') ? counterOf(name) : null;
		if (kind !== null && Number.isInteger(values[0])) return {pairs: [], counter: counterAt(kind, values[0]!)};
		const pairs = values.flatMap((value, i) => {
			const told = head.nameOf(name, i);
			if (value === null || told === null) return [];
			const pair = pairOf(told, value);
			return [{...pair, phase: head.phases[i] ?? null, ...(texts[i]!.endsWith('%') && {isPercent: true})}];
		});
		return {pairs, counter: null};
	}
}
