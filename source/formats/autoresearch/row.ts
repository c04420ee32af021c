import type {JsonObject} from '../../core/run.ts';

/** One experiment. */
export interface Row {
	/** Unique within its file. */
	key: string;
	commit: string;
	/** As it was said: keep, discard, crash, REVERT. */
	decision: string;
	description: string;
	/** What came of it. */
	results: JsonObject;
	/** What else is said of it, in words. */
	words: JsonObject;
	/** What it was made for: which of its results, and which way that is better. */
	aim?: {metric: string; goal: 'minimize' | 'maximize'};
	/** What the experiments of one aim are called together. */
	group?: string;
	/** When it was written, milliseconds. */
	atMs?: number;
}

const failed = /crash|fail|error|\boom\b|timeout/i;

export const isFailed = (decision: string): boolean => failed.test(decision);

/** Tells experiments of one name apart. */
export class Keys {
	private readonly seen = new Map<string, number>();

	next(name: string): string {
		const count = (this.seen.get(name) ?? 0) + 1;
		this.seen.set(name, count);
		return count === 1 ? name : `${name}#${count}`;
	}
}
