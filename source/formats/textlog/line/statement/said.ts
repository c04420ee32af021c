import {isMetricName} from '../../../plain/names/telling.ts';
import type {Recall} from '../recall.ts';
import {type CounterKind, isPhase} from '../words.ts';

/** A name with its value. */
export interface Pair {
	name: string;
	value: number;
	/** ':' or '=', '[' where only the bracket of a list parts them, or '' where name and value only stand beside each other. */
	sign: string;
	/** The data that the line names before it: "val". */
	phase: string | null;
	/** True for a value of something earlier: "Best model: loss 0.3". */
	isRecalled: boolean;
	/** True where no loose words stand beside it on the line, or between two bars. */
	isAlone: boolean;
	/** True for a value whose comma is taken to part thousands, and may part decimals: "1,234". */
	isGrouped: boolean;
	/** What is written there, where that was not read as its comma seems to part decimals, "0,15": the row has no such value. */
	unread?: string;
	/** True where it looks like a count of things in prose: "loss: 3 ducks". */
	isOfThings?: boolean;
	/** How many values are in the list that it is one of. */
	parts?: number;
	/** True for one with a percent sign. */
	isPercent?: boolean;
	/** The data that the line named last before it, where its name has none, with what joins them: "train ", "val_". */
	dataBefore?: string | undefined;
	/** What the line heads it with, "Encoder" of "Encoder: loss 0.5, Decoder: loss 0.6". */
	head?: string;
	/** The number alone in parentheses behind it: "Loss 2.64 (2.67)". */
	mean?: number;
	/** Its name without the data before it, where the line says it of other data too. */
	bareName?: string;
}

/** A counter with its number. */
export interface Counter {
	kind: CounterKind;
	value: number;
	total: number | null;
	isWhole: boolean;
	/** 'no' for one that says where the run is. */
	recall: Recall;
	/** True for one that may say how many there will be: "steps: 1000", "max step: 1000". */
	mayBePlanned?: boolean;
	/** True for one that counts the steps of the whole run by its name: "global_step", "global step". */
	isGlobal?: boolean;
	/** What names it, in lower case, where that matters: 'step' and '' for "[1/3]" may be a stage of a program, 'steps' how many an 'episode' had, and a 'cycle' may hold any other. */
	word?: string;
	/** What a number of thousands is rounded to, 1000 for "31K"; none for every other one. */
	roundedTo?: number;
	/** True for one of rounds, generations or cycles, in each of which epochs may be counted anew. */
	isRound?: boolean;
	/** What makes it doubtful that it counts: it has no name, "100 | loss 2.5", or decimals, "step=10.0". */
	doubt?: 'leads' | 'decimal';
}

/** What a line says: counters with their numbers, and names with theirs. */
export interface Statement {
	pairs: Pair[];
	counters: Counter[];
	/** True where a counter is the first thing said, so that the line can speak for those that follow. */
	startsWithCounter: boolean;
	/** Words that name neither a counter nor a value. */
	looseWords: number;
	/** Those among them that only lead to a number: "training on 50000 samples". */
	leadingWords?: number;
	/** Those among them that name a time or a size: "time: 1.2s". */
	besideWords?: number;
	/** The data that the line is about, null where it says none. */
	phase: string | null;
	/** True where a counter or a value tells of something earlier. */
	recalls: boolean;
	/** The number before it, where its names do not show that it is its step: that of a row above may. */
	leading?: number;
}

/** A value with a name and a sign, of which the line says nothing more. */
export const pairOf = (name: string, value: number): Pair => ({
	name,
	value,
	sign: ':',
	phase: null,
	isRecalled: false,
	isAlone: true,
	isGrouped: false,
});

/** A counter that says where the run is. */
export const counterAt = (kind: CounterKind, value: number, total: number | null = null): Counter => ({
	kind,
	value,
	total,
	isWhole: true,
	recall: 'no',
});

/** The statement as that of a line which begins with these counters, and has no others. */
export const countedBy = (statement: Statement, counters: Counter[]): Statement => ({
	...statement,
	counters,
	startsWithCounter: true,
});

/**
 * True for a value that needs no counter beside it to be one: "loss: 0.5", and "Val: loss 0.5" where that is all that a line, or "| a part |", says.
 * Of a list it has to be known where it is of: it may be what each epoch so far came to.
 */
export function speaksForItself({sign, name, isAlone, isOfThings, parts}: Pair): boolean {
	if (parts !== undefined || isOfThings === true) return false;
	if (sign !== '' && sign !== '[') return true;
	const blank = name.indexOf(' ');
	return isAlone && blank > 0 && isPhase(name.slice(0, blank)) && isMetricName(name);
}

/** True for a value of a list: "dice [0.9, 0.8]", "dice [0.9]". */
export const isListed = ({sign, parts}: Pair): boolean => sign === '[' || parts !== undefined;

/** Makes a line repeat an earlier one, as the line before it says. */
export function recallAll(statement: Statement): void {
	statement.recalls = statement.counters.length > 0 || statement.pairs.length > 0;
	for (const counter of statement.counters) counter.recall = 'best';
	for (const pair of statement.pairs) pair.isRecalled = true;
}
