import {isPlannedCount, isTold, isToldOrLogged} from '../../../plain/names/told-names.ts';
import {isOfValues} from '../../line/settings/settings.ts';
import type {Counter, Pair, Statement} from '../../line/statement/said.ts';
import type {LogHabit, LogHabits} from '../../log-habits.ts';

/** Programs have no more stages than that: a higher number counts. */
const mostStages = 20;
/** How many lines that differ only in their number show that it counts, where no values stand between them. */
const fewestAlike = 3;

/** How many lines in a row that begin with the same word do: "[1/15] Processing a.wav". */
const fewestBegunAlike = 5;
const mostSeen = 200;
const assigned = /^\W*step=\d/i;
const firstWord = /^\W*(?:step\W+)?[a-z]+/i;

interface Seen {
	/** The highest number of such lines, and how often it was another one. */
	value: number;
	times: number;
	/** How many rows there were before the last of them. */
	rows: number;
}

/**
 * Tells the stages of a program, "[1/3] Loading data", "Step 2/3: Building model", "=== Step 3/3: Train ===", from what counts its rows: words stand
 * behind the number of a stage and no value, and each time others. It counts where the same words come again or each line has values of the same names
 * below it. Where a line has followed another without a row between them and a name comes twice below one, those are rows of a training, which is one
 * stage.
 */
export class StageLines {
	/** The last numbered line with words that was taken for a stage, or may be one. */
	private last: Counter | null = null;
	/** Those lines without their digits. */
	private readonly seen = new Map<string, Seen>();
	/** Rows so far that have values. */
	private rows = 0;
	/** The first word of the last of those lines, and how many in a row have begun with it. */
	private begin = '';
	private begunAlike = 0;
	/** Names of values since the last of them. */
	private names = new Set<string>();
	/** Those between it and the one before, where each came once. */
	private namesBefore: ReadonlySet<string> = new Set();
	/** True where a name came twice below the last of them, though lines have followed one another without a row: below a stage. */
	private isRepeated = false;
	/** True once a line has followed another one without a row between them. */
	private hasEmpty = false;
	private rowsAtLast = 0;
	/** True where the same words come again behind other numbers. */
	private areAlike = false;
	/** Counters that rows have had. */
	private readonly counted = new Set<string>();
	private areCounted = false;
	private areStages = false;
	/** True once a line was taken for a stage. */
	private wereStages = false;

	/** @param show takes what the lines have shown that was read otherwise before */
	constructor(private readonly show: (habit: LogHabit) => void) {}

	/**
	 * Takes what a line says; gives what of it is said of the run, null where it only names a stage.
	 *
	 * @param text the line
	 * @param lastStep where the run is, null where nothing has said that
	 */
	take(statement: Statement, text: string, lastStep: number | null, habits: LogHabits): Statement | null {
		const {counters, pairs, startsWithCounter, recalls, looseWords, phase} = statement;
		const [counter] = counters;
		const mayBeStage = counter?.word === 'step' || counter?.word === '';
		if (!mayBeStage || counters.length > 1 || !startsWithCounter || recalls || !counter.isWhole) return statement;
		// "[1/6] Training with lr=0.1, batch_size=32" is no row: another training may lie below it.
		if (counter.word === '' && counter.total !== null && areAllTold(pairs)) return {...statement, pairs: []};
		const hasValues = isOfValues(pairs);
		const key = keyOf(counter);
		const before = this.last;
		const goesOn = before !== null && keyOf(before) === key && counter.value > before.value;
		// No stage is numbered as a value is named: "step=10, skipped=0, lr=[0.001]" of DeepSpeed.
		const isWorded =
			!assigned.test(text) &&
			(looseWords > 0 || (!hasValues && (pairs.length === 0 ? phase !== null : goesOn || areWords(pairs, text))));
		if (!isWorded) {
			this.counted.add(key);
			return statement;
		}
		if (Math.max(counter.value, counter.total ?? 0) > mostStages) {
			if (goesOn) this.noteCounted();
			return statement;
		}
		if (hasValues && !goesOn) {
			this.counted.add(key);
			return statement;
		}
		const isBehind = goesOn && counter.value === before.value + 1 && lastStep !== null && lastStep > counter.value;
		if (this.counted.has(key) && !isBehind) return statement;
		this.areCounted ||= habits.has('numbered lines count');
		this.areStages ||= habits.has('numbered lines are stages');
		this.learn(counter, text.replaceAll(/\d+/g, ''));
		if ((this.areCounted || !habits.areRead) && !this.areStages) return statement;
		this.wereStages = true;
		return hasValues ? {...statement, counters: [], startsWithCounter: false} : null;
	}

	/** Takes the names of the values of a line. */
	noteRow(values: readonly {name: string}[]): void {
		this.rows++;
		if (this.last === null || this.isRepeated) return;
		this.isRepeated = this.hasEmpty && !this.areAlike && values.some(({name}) => this.names.has(name));
		for (const {name} of values) this.names.add(name);
		if (!this.isRepeated || this.areStages) return;
		this.areStages = true;
		if (this.areCounted) this.show('numbered lines are stages');
	}

	private learn(counter: Counter, words: string): void {
		const {last, names, namesBefore, isRepeated} = this;
		const isNext = last !== null && keyOf(last) === keyOf(counter) && counter.value > last.value && !isRepeated;
		this.hasEmpty ||= isNext && this.rows === this.rowsAtLast;
		this.rowsAtLast = this.rows;
		this.last = counter;
		this.names = new Set();
		this.namesBefore = isNext ? names : new Set();
		this.isRepeated = false;
		const begin = firstWord.exec(words)?.[0] ?? '';
		this.begunAlike = isNext && begin === this.begin ? this.begunAlike + 1 : 1;
		this.begin = begin;
		const seen = this.seen.get(words);
		const times = seen === undefined || counter.value <= seen.value ? 1 : seen.times + 1;
		if (seen !== undefined || this.seen.size < mostSeen) this.seen.set(words, {value: counter.value, times, rows: this.rows});
		this.areAlike ||= times >= fewestAlike || (times > 1 && this.rows > seen!.rows);
		const isCounted = this.areAlike || this.begunAlike >= fewestBegunAlike || [...names].some(name => namesBefore.has(name));
		if (isCounted && !this.areStages) this.noteCounted();
	}

	private noteCounted(): void {
		if (this.areCounted) return;
		this.areCounted = true;
		if (this.wereStages) this.show('numbered lines count');
	}
}

const isPlan = ({name}: Pair): boolean => isTold(name) || isPlannedCount(name);

/** True for settings and nothing else: "lr: 0.1, momentum: 0.9, energy: 1.5" has a value of a row. */
const areAllTold = (pairs: readonly Pair[]): boolean =>
	pairs.some(isPlan) && pairs.every(pair => isPlan(pair) || isToldOrLogged(pair.name));

const keyOf = ({word, total}: Counter): string => `${word} ${total}`;

/** True where words before a number or a parenthesis are read as those of names: "[1/3] Fold 1", "Step 2/3: Loading data (rows: 1000)". */
const areWords = (pairs: readonly Pair[], text: string): boolean =>
	pairs.every(({name, sign, value}) =>
		sign === '' ? Number.isInteger(value) : name.includes(' ') && text.includes(`(${name.slice(name.lastIndexOf(' ') + 1)}`),
	);
