import {parseNumber} from '../../../encodings/numbers/odd-number.ts';
import {askedByForm} from '../line/by-form.ts';
import {type Pair, pairOf} from '../line/statement/said.ts';
import {isPhase} from '../line/words.ts';

const empty = /^(?:n\/a|-*|none)$/i;
/** What may stand above the names of the metrics. */
const corner = /^(?:metrics?)?$/i;
const rule = /^[-=+|:\s]+$/;

function cellsOf(line: string): string[] {
	const cells = line.split('|').map(cell => cell.trim());
	// "| loss | 0.5 | 0.4 |"
	const isFramed = cells.length > 2 && cells[0] === '' && cells.at(-1) === '';
	return isFramed ? cells.slice(1, -1) : cells;
}

function headsOf(line: string): string[] {
	const cells = cellsOf(line);
	return cells.length > 2 && corner.test(cells[0]!) ? cells.slice(1) : cells;
}

const isHead = askedByForm(line => {
	const heads = headsOf(line);
	return heads.length > 1 && heads.every(isPhase);
});

/**
 * Reads tables with a metric a row and data a column, as AllenNLP prints one an epoch: "Training |  Validation", "loss  |  0.693  |  0.690"; and as
 * programs print one by themselves, with lines of dashes: "METRIC | TRAIN | VALIDATION".
 */
export class PhaseTable {
	private phases: string[] = [];

	/** Takes a line; gives the values of one of the table's rows, null for every other line. */
	take(line: string): Pair[] | null {
		if (this.phases.length > 0 && rule.test(line)) return [];
		if (!line.includes('|')) {
			this.phases = [];
			return null;
		}
		if (isHead(line)) {
			this.phases = headsOf(line);
			return [];
		}
		const {phases} = this;
		const cells = phases.length === 0 ? [] : cellsOf(line);
		if (phases.length === 0 || cells.length !== phases.length + 1) return null;
		const [name, ...texts] = cells;
		const values = texts.map(parseNumber);
		if (name === '' || !values.every((value, i) => value !== null || empty.test(texts[i]!))) return null;
		return values.flatMap((value, i) => (value === null ? [] : [{...pairOf(`${phases[i]} ${name}`, value), phase: phases[i]!}]));
	}
}
