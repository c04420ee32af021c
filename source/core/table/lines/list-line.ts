import type {RunRow} from '../../row.ts';
import type {RunGroup} from '../groups/group.ts';
import type {Kinship} from './kinship.ts';

/** Which run or heading a line stands for: the run's key, or the path of the group or folder. */
export type LineKey = number | string;

export interface ListLine {
	key: LineKey;
	/** Null for a heading. */
	run: number | null;
	depth: number;
	/** Text of a heading; of a run, what is below it: `3 attempts`, `8 ranks`; else empty. */
	label: string;
	/** Set for the heading of a group. */
	group: RunGroup | null;
	/** Runs of the filter below it. */
	below: readonly RunRow[];
	/** Whether what is below is shown; null where there is nothing to fold. */
	open: boolean | null;
	/** False for a run that is only there because one above or below it matches the filter. */
	wanted: boolean;
	/** How a run belongs to the one above it. */
	kind: Kinship | null;
	/** True for a line that only says what one of several sources told of the run above it. */
	isSource: boolean;
}

const nobody: readonly RunRow[] = [];

/** The line of a run that nothing lies below. Of these there are thousands, so each holds nothing but what tells it from the others. */
class RunLine implements ListLine {
	constructor(
		readonly key: number,
		readonly depth: number,
	) {}

	get run(): number {
		return this.key;
	}
	get label(): string {
		return '';
	}
	get group(): null {
		return null;
	}
	get below(): readonly RunRow[] {
		return nobody;
	}
	get open(): null {
		return null;
	}
	get wanted(): boolean {
		return true;
	}
	get kind(): null {
		return null;
	}
	get isSource(): boolean {
		return false;
	}
}

/** By depth and key. */
const plainLines: (RunLine | undefined)[][] = [];

/** The same line each time, for as long as the program runs: ten thousand new ones with each letter of a filter were most of its garbage. */
export function plainLine(key: number, depth: number): ListLine {
	plainLines[depth] ??= [];
	plainLines[depth][key] ??= new RunLine(key, depth);
	return plainLines[depth][key];
}

/** The line of a run of which there is more to say. */
export function runLine({key}: RunRow, depth: number, said: Partial<ListLine>): ListLine {
	return {
		key,
		run: key,
		depth,
		label: '',
		group: null,
		below: nobody,
		open: null,
		wanted: true,
		kind: null,
		isSource: false,
		...said,
	};
}

export function heading(path: string, label: string, depth: number): ListLine {
	return {key: path, run: null, depth, label, group: null, below: nobody, open: true, wanted: true, kind: null, isSource: false};
}
