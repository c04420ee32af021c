import {madeOnce} from '../made-once.ts';

/** One name for what all runs call the same: `nameIn[i]` is how run i spells it, null where it has no such thing. */
export interface Aligned {
	name: string;
	nameIn: (string | null)[];
}

const spelled = (name: string): string => name.toLowerCase().replace(/[\s/._:-]+/g, '/');

/**
 * Puts equal names of several runs together, and those that trackers only spell differently (`train/loss`, `train_loss`, `train.loss`), as
 * long as no run has two of one spelling. In the order of the first run, then of the others.
 */
export function alignNames(namesOfRuns: readonly (readonly string[])[]): Aligned[] {
	const unclear = new Set<string>();
	for (const names of namesOfRuns) {
		const seen = new Map<string, string>();
		for (const name of names) {
			const other = seen.get(spelled(name));
			if (other !== undefined && other !== name) unclear.add(spelled(name));
			seen.set(spelled(name), name);
		}
	}
	const found = new Map<string, Aligned>();
	namesOfRuns.forEach((names, run) => {
		for (const name of names) {
			const spelling = spelled(name);
			const key = unclear.has(spelling) ? `=${name}` : spelling;
			const aligned = madeOnce(found, key, () => ({name, nameIn: namesOfRuns.map(() => null)}));
			aligned.nameIn[run] ??= name;
		}
	});
	return [...found.values()];
}

const endsIn = (name: string, last: string): boolean =>
	name.length > last.length && /[/.#]/.test(name.at(-last.length - 1)!) && name.endsWith(last);

/**
 * Lets `train/loss` of one run stand beside `loss` of another: where the runs that lack a bare name all have one and the same name that ends in
 * it, and no run has both. With `train/loss` and `val/loss` in one run it would have to be chosen, and nothing is.
 */
export function joinBareNames(aligned: readonly Aligned[]): Aligned[] {
	const joined = new Set<Aligned>();
	for (const bare of aligned) {
		const lacking = bare.nameIn.flatMap((name, run) => (name === null ? [run] : []));
		if (lacking.length === 0 || /[/.#]/.test(bare.name)) continue;
		const ending = aligned.filter(other => endsIn(other.name, bare.name) && lacking.some(run => other.nameIn[run] !== null));
		const [only] = ending;
		if (only === undefined || ending.length > 1 || only.nameIn.some((name, run) => name !== null && !lacking.includes(run)))
			continue;
		bare.nameIn = bare.nameIn.map((name, run) => name ?? only.nameIn[run]!);
		joined.add(only);
	}
	return aligned.filter(each => !joined.has(each));
}

/** Metrics of several runs by what they measure: one rule for compared runs, rankings, what decides and reports. */
export const alignMetrics = (namesOfRuns: readonly (readonly string[])[]): Aligned[] => joinBareNames(alignNames(namesOfRuns));
