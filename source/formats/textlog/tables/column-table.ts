import {parseNumber} from '../../../encodings/numbers/odd-number.ts';
import {nameForData} from '../../plain/names/data-words.ts';
import {isMetricName} from '../../plain/names/telling.ts';
import {isLeftOfBar, readBar} from '../bars/bars.ts';
import {askedByForm, byForm} from '../line/by-form.ts';
import {isNoMetric} from '../line/words.ts';
import type {NamedValue} from '../line-result.ts';
import type {OutputState} from '../output-state.ts';
import {barsOf, cellsOf, narrowCells, narrowNames, pipedRow, type Span, spansOf, underNames} from './cells.ts';

/** A row of a table: its step, whether epochs are what is counted, and its values. */
export interface ColumnRow {
	step: number;
	isEpoch: boolean;
	/** How many there will be, null where the row does not say it. */
	total: number | null;
	metrics: NamedValue[];
	/** True for a table that sums up rows of another form, which the output has said before. */
	isSummary: boolean;
}

const opening = byForm(/^\s*(?:epoch|step|iter|iteration|gen|e|#)(?:\s{2,}|\t)\S/i);
/** Names behind the mark of a comment, as DeePMD-kit writes them. */
const commented = /^#(\s+(?:epoch|step|iter|iteration)(?:\s{2,}|\t))/i;
/** "gen" of DEAP's logbook. */
const stepName = /^(?:#|step|iter|iteration|gen)$/i;
const epochName = /^(?:e|epoch)$/i;
const piped = byForm(/^\s*\|\s*(?:epoch|step|iter|iteration|e|#)\s*\|.*\|\s*$/i);
const ruler = /^[-=+|:\s\u2500-\u257f]+$/;
const beginsWithNumber = /^[\s|]*[-+.\d]/;
/** 00:10, and how long something takes: "1.25m", "34.5s". */
const clock = /^(?:\d+(?::\d\d)+|\d+(?:\.\d+)?(?:ms|s|m|min|h))$/;
/** A mark, such as that of the best row, and what stands where there is nothing to say: "+", "-", "No log" of transformers. */
const mark = /^(?:[-+*–—✓✗✔✘✅★]*|n\/?a|none|null|no log)$/i;
const percent = /^[-+]?\d+(?:\.\d+)? ?%$/;
/** "3/10": the step, and of how many. */
const ofTotal = /^(\d+) ?\/ ?(\d+)$/;
/** The mark of a row in its last cell: "1e-3 *". */
const marked = /(?<=\d%?) [-*+✓✗✔✘✅★←<]+$/;
/** The name of a column of words, which few rows have, as CmdStan prints it. */
const remarks = /^notes?$/i;
const fewestColumns = 3;
/** Cells of a row that hold words where their columns held numbers. */
const mostTexts = 1;
/** By how much, as a share, a table may round what rows said. */
const leastAlike = 0.005;
/** How much further than ever before from one row to the next a row may be, behind a line of something else; where its cells have no place of their own. */
const [mostGaps, mostNarrowGaps] = [10, 2];

const threeCells = /^\s*[A-Za-z#_].*(?:\s{2,}|\t)\S.*(?:\s{2,}|\t)\S/;

const likeName = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
const isRounded = (value: number, told: number): boolean => Math.abs(value - told) <= leastAlike * Math.abs(value);
const isName = (text: string): boolean => /^[A-Za-z#_][\w ./@()%-]*$/.test(text);

/** True for the names of a table in Markdown that begin with a metric, as transformers prints them: "| Training Loss | Epoch | Step |". */
function isHeadWithin(line: string): boolean {
	return pipedRow.test(line) && areNames(line) && isMetricName(cellsOf(line)[0]!);
}

/** True for cells that are all names, of which one counts. */
const areNames = askedByForm(line => {
	const names = cellsOf(line);
	return names.every(isName) && names.some(name => stepName.test(name) || epochName.test(name));
});

/** What a column has held so far. */
interface Column {
	hasNumbers: boolean;
	hasMarks: boolean;
	/** True where those numbers are percents. */
	hasPercents: boolean;
}

/**
 * Reads tables as fastai, skorch and spaCy print them: a line of names, two blanks or more between them (or one, where a metric is among them and the
 * next line has as many numbers), then a line of numbers for each step. In Markdown there are bars around them, in drawn tables lines. Lines of something
 * else, such as warnings, may stand between rows.
 */
export class ColumnTable {
	private names: string[] = [];
	private spans: readonly Span[] = [];
	private columns: Column[] = [];
	private stepAt = -1;
	private isEpoch = false;
	private isPiped = false;
	/** True where a metric stands before the steps. */
	private isWithin = false;
	/** The line before, where it may be the names of columns with a blank each between them; and whether the cells of rows stand so. */
	private narrow: string[] | null = null;
	private isNarrow = false;
	private heading = '';
	private isInterrupted = false;
	private lastStep = Number.NaN;
	private widestGap = 0;
	private isSummary = false;
	/** True once a table had rows that sum up nothing. */
	private hasRows = false;

	/** @param output where the output is when a table begins */
	constructor(private readonly output: Pick<OutputState, 'axis' | 'lastStep' | 'firsts'>) {}

	/**
	 * Takes a line; gives what it says where it is a row of a table, null for every other line.
	 *
	 * @param written as the output has it
	 * @param indent blanks before it that went with its prefix
	 * @param heading the data that the line above says it is about, '' where that is training, or it says none
	 */
	take(written: string, indent: number, heading: string): ColumnRow | null {
		const line = barsOf(written.startsWith('#') ? written.replace(commented, ' $1') : written, this.stepAt >= 0 && this.isPiped);
		const isHead = opening.test(line) || (line.includes('|') && (piped.test(line) || isHeadWithin(line)));
		const {names, isInterrupted, stepAt} = this;
		if (isHead && this.begin(line, indent)) {
			// A long table is headed again now and then.
			const isSame = stepAt >= 0 && !isInterrupted && names.join('\0') === this.names.join('\0');
			if (heading !== '' || !isSame) this.heading = heading;
			return null;
		}
		const {narrow} = this;
		this.narrow = narrowNames(line);
		const isNarrow = narrow !== null && narrowCells(line, narrow.length) !== null;
		if (isNarrow && this.begin(narrow.join('  '), indent)) this.isNarrow = true;
		return this.stepAt >= 0 && !ruler.test(line) ? this.read(line, indent) : null;
	}

	/** Begins a table where the line has its names. */
	private begin(line: string, indent: number): boolean {
		const names = cellsOf(line);
		const isTold = names.length >= fewestColumns || (names.length === 2 && names.every(isName) && names.some(isMetricName));
		if (!isTold || !names.every(name => parseNumber(name) === null)) return false;
		const step = names.findIndex(name => stepName.test(name));
		this.isEpoch = step < 0;
		this.stepAt = this.isEpoch ? names.findIndex(name => epochName.test(name)) : step;
		this.isPiped = line.includes('|') && pipedRow.test(line);
		this.isWithin = this.isPiped && !piped.test(line);
		this.names = names;
		this.spans = spansOf(line, indent);
		this.columns = names.map(() => ({hasNumbers: false, hasMarks: false, hasPercents: false}));
		this.isInterrupted = false;
		this.isNarrow = false;
		this.lastStep = Number.NaN;
		this.widestGap = 0;
		return true;
	}

	private read(line: string, indent: number): ColumnRow | null {
		// Behind what is no step may stand nothing yet: "| No log | 1.0 | 100 |" of transformers.
		const isRow = beginsWithNumber.test(line) || (this.stepAt > 0 && this.isPiped && pipedRow.test(line));
		const cells = isRow ? this.cellsUnderNames(line, indent) : null;
		const row = cells === null ? null : this.readCells(cells);
		if (row === null || cells === null) {
			if (this.isOfOther(line)) this.stepAt = -1;
			// Bars are drawn between rows. What is behind anything else is told by its step.
			else this.isInterrupted ||= readBar(line) === null && !isLeftOfBar(line);
			return null;
		}
		if (Number.isNaN(this.lastStep)) this.isSummary = this.sumsUp(row);
		row.isSummary = this.isSummary;
		this.hasRows ||= !row.isSummary;
		const gap = row.step - this.lastStep;
		if ((this.isInterrupted || this.isNarrow) && !(this.goesOn(gap) && this.isBelowNames(line, indent))) return null;
		if (gap > this.widestGap) this.widestGap = gap;
		this.isInterrupted = false;
		this.lastStep = row.step;
		this.note(cells);
		return row;
	}

	/**
	 * True for the first row of the first table behind rows of another form, where its steps do not stand first, or those have counted further and it
	 * repeats what they began with.
	 */
	private sumsUp({step, isEpoch, metrics}: ColumnRow): boolean {
		const {axis, lastStep, firsts} = this.output;
		if (this.hasRows || lastStep === null) return false;
		if (this.isWithin) return true;
		if (axis !== (isEpoch ? 'epoch' : 'step') || step >= lastStep) return false;
		const begun = [...firsts].filter(([, first]) => first.step === step);
		return metrics.some(({name, value}) =>
			begun.some(([said, first]) => likeName(said) === likeName(name) && isRounded(first.value, value)),
		);
	}

	/** True for the names of another table: rows of that may look like those of this one. */
	private isOfOther(line: string): boolean {
		if (beginsWithNumber.test(line)) return false;
		if (line.includes('|') && pipedRow.test(line)) return this.isPiped;
		const cells = (line.includes('  ') || line.includes('\t')) && threeCells.test(line) ? cellsOf(line) : [];
		return cells.length >= fewestColumns && cells.every(isName);
	}

	/** True for a row that is that much further than the last one, as the next of a table is. */
	private goesOn(gap: number): boolean {
		const most = this.isNarrow && this.isInterrupted ? mostNarrowGaps : mostGaps;
		return Number.isNaN(gap) || (gap > 0 && (this.widestGap === 0 || gap <= most * this.widestGap));
	}

	/** True for a line whose cells stand below the names, as far as their places tell anything. */
	private isBelowNames(line: string, indent: number): boolean {
		return this.isNarrow || line.includes('|') || line.includes('\t') || underNames(spansOf(line, indent), this.spans) !== null;
	}

	/** Cells of a line as they stand below the names, '' where none does; null where it has no such cells, or is torn. */
	private cellsUnderNames(line: string, indent: number): string[] | null {
		const bare = cellsOf(line.replace(marked, ''));
		// Where names are more than cells the mark may stand in a column of its own.
		const cells = bare.length < this.names.length ? cellsOf(line) : bare;
		// The numbers of all rows may stand closer to each other than their names do.
		if (this.isNarrow || (cells.length === 1 && Number.isNaN(this.lastStep) && !this.isInterrupted)) {
			const narrow = narrowCells(line, this.names.length);
			this.isNarrow ||= narrow !== null;
			return narrow;
		}
		if (cells.length === this.names.length) return cells;
		if (this.isNumbered(line, indent, cells)) return cells.slice(1);
		if (cells.length > this.names.length || cells.length < 2 || line.includes('|') || line.includes('\t')) return null;
		const places = underNames(spansOf(line, indent), this.spans);
		if (places === null) return null;
		const mayLack = ({hasNumbers, hasMarks}: Column, i: number) => remarks.test(this.names[i]!) || (hasMarks && !hasNumbers);
		const isWhole = this.columns.every((column, i) => i <= places.at(-1)! || mayLack(column, i));
		return isWhole ? this.names.map((_, i) => cells[places.indexOf(i)] ?? '') : null;
	}

	/** True for a row with its number before it, below no name, as pandas prints one. */
	private isNumbered(line: string, indent: number, cells: readonly string[]): boolean {
		const isOneMore = cells.length === this.names.length + 1 && /^\d+$/.test(cells[0]!) && !line.includes('|');
		return isOneMore && spansOf(line, indent)[0]!.end <= this.spans[0]!.start;
	}

	private readCells(cells: readonly string[]): ColumnRow | null {
		const counted = ofTotal.exec(cells[this.stepAt] ?? '');
		const numbers = cells.map((cell, i) => (clock.test(cell) ? null : numberIn(cell, this.columns[i]!)));
		if (counted !== null) numbers[this.stepAt] = Number(counted[1]);
		const step = numbers[this.stepAt] ?? null;
		if (step === null || !Number.isInteger(step)) return null;
		const isText = (cell: string, i: number) =>
			numbers[i] === null && !clock.test(cell) && !mark.test(cell) && !remarks.test(this.names[i]!);
		const texts = cells.flatMap((cell, i) => (isText(cell, i) ? [this.columns[i]!] : []));
		if (texts.length > mostTexts || !texts.every(({hasNumbers}) => hasNumbers)) return null;
		const metrics = this.names.flatMap((name, i) => {
			const value = numbers[i] ?? null;
			return i === this.stepAt || value === null || epochName.test(name) || isNoMetric(name)
				? []
				: [{name: nameForData(this.heading, name), value}];
		});
		return {step, isEpoch: this.isEpoch, total: counted === null ? null : Number(counted[2]), metrics, isSummary: false};
	}

	private note(cells: readonly string[]): void {
		for (const [i, cell] of cells.entries()) {
			const column = this.columns[i]!;
			if (mark.test(cell)) column.hasMarks = true;
			else {
				column.hasPercents ||= !column.hasNumbers && percent.test(cell);
				column.hasNumbers = true;
			}
		}
	}
}

/** The number of a cell, null where it is none. One with a percent sign is one where the column has had no other. */
function numberIn(cell: string, {hasNumbers, hasPercents}: Column): number | null {
	if (percent.test(cell)) return hasPercents || !hasNumbers ? Number.parseFloat(cell) : null;
	return hasPercents ? null : parseNumber(cell);
}
