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
			let aligned = found.get(key);
			if (aligned === undefined) {
				aligned = {name, nameIn: namesOfRuns.map(() => null)};
				found.set(key, aligned);
			}
			aligned.nameIn[run] ??= name;
		}
	});
	return [...found.values()];
}
