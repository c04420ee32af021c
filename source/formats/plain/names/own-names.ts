/** What a person has said of names and lines that formats without a schema would not know. Said once, before anything is read. */
export interface OwnNames {
	/** Columns and keys that count steps, or hold times. */
	steps: readonly string[];
	times: readonly string[];
	/** Expressions for metrics in text, by the metric's name; the first group is the number. `step` gives the step. */
	lines: Readonly<Record<string, string>>;
}

const none: OwnNames = {steps: [], times: [], lines: {}};
let said = none;
let steps: ReadonlyMap<string, number> = new Map();
let times: ReadonlySet<string> = new Set();

const keyOf = (name: string) => name.trim().toLowerCase();

/** Takes names in for this process; files that were looked at before are not looked at again. */
export function learnNames(names: OwnNames): void {
	said = names;
	steps = new Map(names.steps.map((name, at) => [keyOf(name), at]));
	times = new Set(names.times.map(keyOf));
}

/** Place among the person's own names of steps, -1 for every other name. */
export const ownStepRank = (name: string): number => (steps.size === 0 ? -1 : (steps.get(keyOf(name)) ?? -1));

export const isOwnTime = (name: string): boolean => times.size > 0 && times.has(keyOf(name));

export const ownLines = (): OwnNames['lines'] => said.lines;
