import {parseNumber} from '../../../encodings/numbers/odd-number.ts';
import type {Pair} from '../line/said.ts';
import {isPhase} from '../line/words.ts';

const cellsOf = (line: string): string[] => line.split('|').map(cell => cell.trim());
const empty = /^(?:n\/a|-*|none)$/i;

/** Reads tables with a metric a row and data a column, as AllenNLP prints one an epoch: "Training |  Validation", "loss  |  0.693  |  0.690". */
export class PhaseTable {
	private phases: string[] = [];

	/** Takes a line; gives the values of one of the table's rows, null for every other line. */
	take(line: string): Pair[] | null {
		if (!line.includes('|')) {
			this.phases = [];
			return null;
		}
		const cells = cellsOf(line);
		if (cells.length > 1 && cells.every(isPhase)) {
			this.phases = cells;
			return [];
		}
		const {phases} = this;
		if (phases.length === 0 || cells.length !== phases.length + 1) return null;
		const [name, ...texts] = cells;
		const values = texts.map(parseNumber);
		if (name === '' || !values.every((value, i) => value !== null || empty.test(texts[i]!))) return null;
		return values.flatMap((value, i) =>
			value === null
				? []
				: [
						{
							name: `${phases[i]} ${name}`,
							value,
							sign: ':',
							phase: phases[i]!,
							isRecalled: false,
							isAlone: true,
							isGrouped: false,
						},
					],
		);
	}
}
