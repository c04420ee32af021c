import {areSameProblems, type Problem, problemKey} from '../core/run.ts';

const mostProblems = 500;

/**
 * What is wrong beyond the runs themselves, by who says so: a directory that was looked at, a source. Who looks again says anew what is wrong, so
 * that nothing stands here for longer than it is true.
 */
export class ProblemBook {
	private readonly byTeller = new Map<string, readonly Problem[]>();
	private listed: Problem[] | null = [];
	/** Raised whenever something else is wrong. */
	version = 0;

	/** Takes in all that one teller finds wrong now. */
	set(teller: string, problems: readonly Problem[]): void {
		const before = this.byTeller.get(teller) ?? [];
		if (areSameProblems(problems, before)) return;
		if (problems.length === 0) this.byTeller.delete(teller);
		else this.byTeller.set(teller, [...problems]);
		this.listed = null;
		this.version++;
	}

	/** Adds to what a teller finds wrong. */
	add(teller: string, problem: Problem): void {
		this.set(teller, [...(this.byTeller.get(teller) ?? []), problem]);
	}

	/** Drops what is said by tellers of whom this is true. */
	dropWhere(isGone: (teller: string) => boolean): void {
		for (const teller of [...this.byTeller.keys()]) if (isGone(teller)) this.set(teller, []);
	}

	/** Each problem once, in the order in which their tellers came. */
	get all(): Problem[] {
		if (this.listed === null) {
			const found = new Map<string, Problem>();
			for (const problems of this.byTeller.values()) for (const problem of problems) found.set(problemKey(problem), problem);
			this.listed = [...found.values()].slice(0, mostProblems);
		}
		return this.listed;
	}
}
