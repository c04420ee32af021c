import {type CsvScanner, cellKinds} from '../../../encodings/csv.ts';
import {parseMarked} from '../../../encodings/numbers/marked-number.ts';
import {parseNumber} from '../../../encodings/numbers/odd-number.ts';
import {stepRank} from '../../plain/names/step-names.ts';
import {isMetricName} from '../../plain/names/telling.ts';
import {wordedStep} from '../../plain/names/worded-steps.ts';
import {mayBeNumber, percentOf} from './comma-numbers.ts';
import {CommaStyle} from './comma-style.ts';

/** As Python writes what is true or not, which loggers of other kinds keep as numbers. */
const truths = new Map([
	['True', 1],
	['False', 0],
]);

/** A text that begins with a number, and is none. */
const beginsAsNumber = /^[+-]?\d[\d.]*(?=\D)/;
/** How many of how many: a share or a count, which of the two nothing says. */
const share = /^\d+\/(\d+)$/;

const longestShown = 40;
/** A text in quotes; of a torn or binary cell its beginning. */
const shown = (text: string): string => JSON.stringify(text.length > longestShown ? `${text.slice(0, longestShown)}…` : text);

/** Reads cells that are no plain numbers: with commas, with a percent sign, as Python spells what was not unwrapped. */
export class OddNumbers {
	private readonly commas: CommaStyle;
	/** Line in which numbers with decimal points were looked for. */
	private pointsLine = 0;
	/** Columns of numbers with a percent sign. */
	private readonly percents = new Set<number>();
	/** What the first share in each column is one of. */
	private readonly shares = new Map<number, {text: string; of: string}>();

	constructor(
		private readonly scanner: CsvScanner,
		notes: Set<string>,
		private readonly say: (kind: string, message: string) => void,
		/** Whether every column is a metric, so that what is true or not is one as well. */
		private readonly hasTruths: boolean,
	) {
		this.commas = new CommaStyle(notes);
	}

	/** True when a row showed what numbers before it mean: the table has to be read anew. */
	get stale(): boolean {
		return this.commas.stale;
	}

	/** Value of a cell; null for what may be a number and has no sure reading, undefined for a text. `hasPlain`: the column has numbers. */
	read(column: number, name: string, hasPlain: boolean): number | null | undefined {
		const text = this.scanner.text(column);
		const truth = this.hasTruths ? truths.get(text) : undefined;
		if (truth !== undefined) return truth;
		const value =
			parseNumber(text) ??
			this.readPercent(column, name, text, hasPlain) ??
			this.readComma(column, name, text, false) ??
			this.readMarked(name, text, hasPlain);
		if (value !== null) return value;
		if (mayBeNumber(text) && parseMarked(text) === null) return null;
		if (beginsAsNumber.test(text)) this.sayUnread(column, name, text, hasPlain);
		return undefined;
	}

	/** Value of a text in a column that counts steps, NaN where it is none. */
	readStep(column: number, name: string): number {
		const text = this.scanner.text(column);
		return this.readComma(column, name, text, true) ?? wordedStep(name, text) ?? Number.NaN;
	}

	/** False for a number without a percent sign in a column of such with one. */
	takesPlain(column: number, name: string, value: number): boolean {
		if (this.percents.size === 0 || !this.percents.has(column) || value === 0 || Number.isNaN(value)) return true;
		this.sayMixed(name);
		return false;
	}

	/** The columns are others from here on. */
	forgetColumns(): void {
		this.percents.clear();
		this.shares.clear();
	}

	/** Why numbers with commas were not read, null where all were. */
	complaint(): string | null {
		return this.commas.complaint();
	}

	/** "0.5 (0.6)" may be a version, and "3 best" a remark, but in a column of numbers or of a metric. */
	private readMarked(name: string, text: string, hasPlain: boolean): number | null {
		return hasPlain || isMetricName(name) ? parseMarked(text) : null;
	}

	private readComma(column: number, name: string, text: string, counts: boolean): number | null {
		const {scanner, commas} = this;
		if (!text.includes(',')) return null;
		if (commas.wantsPoints && this.pointsLine !== scanner.line) {
			this.pointsLine = scanner.line;
			if (this.hasPoint()) commas.sawPoint();
		}
		return commas.read(name, text, counts, scanner.kinds[column] === cellKinds.quoted);
	}

	/** True where a number of the row at hand has a decimal point. */
	private hasPoint(): boolean {
		const {kinds, values, count} = this.scanner;
		for (let i = 0; i < count; i++)
			if (kinds[i] === cellKinds.number && !Number.isInteger(values[i]) && this.scanner.text(i).includes('.')) return true;
		return false;
	}

	/** "45.6%" is 45.6, as long as the column has no other numbers: 0.456 may be the same. */
	private readPercent(column: number, name: string, text: string, hasPlain: boolean): number | null {
		const number = percentOf(text);
		if (number === null) return null;
		const value = parseNumber(number) ?? this.readComma(column, name, number, false);
		if (value === null) return null;
		if (hasPlain && !this.percents.has(column)) {
			this.sayMixed(name);
			return null;
		}
		this.percents.add(column);
		return value;
	}

	/** Says once of a column that has other numbers, or is called as a metric is, that some of its cells are none. */
	private sayUnread(column: number, name: string, text: string, hasPlain: boolean): void {
		const of = stepRank(name) < 0 ? share.exec(text)?.[1] : undefined;
		const before = this.shares.get(column);
		if (of !== undefined && before === undefined) this.shares.set(column, {text, of});
		const isShare = before !== undefined && before.of === of && before.text !== text;
		if (!isShare && !(hasPlain && isMetricName(name))) return;
		const how = isShare ? 'may be a share or a count of them' : 'is no number';
		this.say(
			`unread ${name}`,
			`${shown(name)} has ${shown(text)} in line ${this.scanner.line}, which ${how}: that, and others like it, were not read`,
		);
	}

	private sayMixed(name: string): void {
		const {line} = this.scanner;
		this.say(`percent ${name}`, `"${name}" has numbers with and without a percent sign: those as in line ${line} were not read`);
	}
}
