import {isMetricName} from '../../plain/names/telling.ts';
import {commaOf, hasBothMarks, readDecimalComma, readGrouped} from './comma-numbers.ts';

const points = 'numbers have decimal points';
const commas = 'numbers have decimal commas';
const varied = (column: string) => `${column} has several numbers with commas`;

/** True for a fraction under the name of a metric, where no list is expected. */
const isFraction = (column: string, text: string) => isMetricName(column) && /^[+-]?0,\d{2,}$/.test(text);

/**
 * Learns from a table what its commas mean, and reads its numbers with commas. One reading must follow from the table: decimals have a mark of
 * one kind throughout, and a column of numbers has more than one of them, while "64,128" in every row may be a list. What is learnt late is
 * in the notes, for reading anew.
 */
export class CommaStyle {
	/** True when what was learnt makes numbers readable, or wrong, that came before. */
	stale = false;
	/** A number that was not read, null where there was none. */
	unread: string | null = null;
	private readonly firsts = new Map<string, string>();
	/** Whether a number was left or read by what was known. */
	private used = false;

	constructor(private readonly notes: Set<string>) {}

	/** True until the table showed decimal points. */
	get wantsPoints(): boolean {
		return !this.notes.has(points);
	}

	/** Takes down that a number without commas has a decimal point. */
	sawPoint(): void {
		this.learn(points);
	}

	/** Value of a text, null where it is no number with commas or has no sure reading. `counts`: the column counts steps, in whole numbers. */
	read(column: string, text: string, counts: boolean, isQuoted: boolean): number | null {
		const comma = commaOf(text);
		if (comma === null) return null;
		const isSure = hasBothMarks(text) || (comma === 'decimal' && isFraction(column, text));
		const varies = this.varies(column, text);
		if (comma === 'decimal' && (isSure || varies)) this.learn(commas);
		if (comma === 'grouping' && isSure) this.learn(points);
		this.used = true;
		const hasPoints = this.notes.has(points);
		const hasCommas = this.notes.has(commas);
		if (comma !== 'grouping' && hasCommas && !hasPoints) return readDecimalComma(text);
		if (comma !== 'decimal' && !hasCommas && (isSure || counts || (varies && (hasPoints || comma === 'grouping')))) {
			return readGrouped(text);
		}
		// Quoted and the same in all rows it may be a list, which nobody misses.
		if (varies || !isQuoted) this.unread ??= text;
		return null;
	}

	/** Why numbers were not read, null where all were. */
	complaint(): string | null {
		if (this.unread === null) return null;
		const why = this.notes.has(commas)
			? 'others in the table have decimal points: export it with decimal points throughout'
			: 'the comma may stand before decimals or between thousands';
		return `Numbers with a comma ("${this.unread}") were not read: ${why}`;
	}

	private varies(column: string, text: string): boolean {
		if (this.notes.has(varied(column))) return true;
		const first = this.firsts.get(column);
		if (first === undefined) this.firsts.set(column, text);
		if (first === undefined || first === text) return false;
		this.learn(varied(column));
		return true;
	}

	private learn(note: string): void {
		if (this.notes.has(note)) return;
		this.notes.add(note);
		if (this.used) this.stale = true;
	}
}
