import {parseNumber} from '../../../encodings/numbers/odd-number.ts';
import {isLeftOfBar, readBar} from '../bars/bars.ts';
import {isNoMetric} from '../line/words.ts';

/** A row of a table: its step, whether epochs are what is counted, and its values. */
export interface ColumnRow {
	step: number;
	isEpoch: boolean;
	metrics: {name: string; value: number}[];
}

const gap = /\s{2,}|\t/;
const opening = /^\s*(?:epoch|step|iter|iteration|e|#)(?:\s{2,}|\t)\S/i;
const stepName = /^(?:#|step|iter|iteration)$/i;
const epochName = /^(?:e|epoch)$/i;
const piped = /^\s*\|\s*(?:epoch|step|iter|iteration|e|#)\s*\|.*\|\s*$/i;
const ruler = /^[-=+|:\s]+$/;
/** 00:10, and how long something takes: "1.25m", "34.5s". */
const clock = /^(?:\d+(?::\d\d)+|\d+(?:\.\d+)?(?:ms|s|m|min|h))$/;
const fewestColumns = 3;

/** Cells of a line, by the bars around them or by the blanks between them. */
function cellsOf(line: string): string[] {
	const text = line.trim();
	const isPiped = text.length > 1 && text.startsWith('|') && text.endsWith('|');
	return isPiped
		? text
				.slice(1, -1)
				.split('|')
				.map(cell => cell.trim())
		: text.split(gap);
}

/**
 * Reads tables as fastai and spaCy print them: a line of names, two blanks or more between them, then a line of numbers for each step. In
 * Markdown there are bars around them.
 */
export class ColumnTable {
	private names: string[] = [];
	private stepAt = -1;
	private isEpoch = false;

	/** Takes a line; gives what it says where it is a row of a table, null for every other line. */
	take(line: string): ColumnRow | null {
		if (opening.test(line) || (line.includes('|') && piped.test(line))) this.begin(cellsOf(line));
		else if (this.stepAt >= 0 && !ruler.test(line)) return this.read(line);
		return null;
	}

	private begin(names: string[]): void {
		const isHead = names.length >= fewestColumns && names.every(name => parseNumber(name) === null);
		const step = names.findIndex(name => stepName.test(name));
		this.isEpoch = step < 0;
		this.stepAt = !isHead ? -1 : this.isEpoch ? names.findIndex(name => epochName.test(name)) : step;
		this.names = names;
	}

	/** Any other line ends the table, but for bars that are drawn between its rows. */
	private read(line: string): ColumnRow | null {
		const cells = cellsOf(line);
		const numbers = cells.map(cell => (clock.test(cell) ? null : parseNumber(cell)));
		const step = numbers[this.stepAt] ?? null;
		const isRow =
			cells.length === this.names.length &&
			step !== null &&
			Number.isInteger(step) &&
			numbers.every((number, i) => number !== null || clock.test(cells[i]!));
		if (!isRow) {
			if (readBar(line) === null && !isLeftOfBar(line)) this.stepAt = -1;
			return null;
		}
		const metrics = this.names.flatMap((name, i) => {
			const value = numbers[i] ?? null;
			return i === this.stepAt || value === null || epochName.test(name) || isNoMetric(name) ? [] : [{name, value}];
		});
		return {step, isEpoch: this.isEpoch, metrics};
	}
}
