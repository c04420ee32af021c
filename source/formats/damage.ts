import type {Problem} from '../core/run.ts';

const mostProblems = 5;

/** Turns damage found in one file into problems: the first few in full, then one that says there is more. */
export class DamageReport {
	private count = 0;

	constructor(
		private readonly file: string,
		private readonly report: (problem: Problem) => void,
	) {}

	/** Takes down that something is wrong at a file offset: "bad checksum, the record is skipped". */
	damage(offset: number, what: string): void {
		this.count++;
		if (this.count <= mostProblems) this.report({file: this.file, message: `Damaged at byte ${offset}: ${what}`});
		else if (this.count === mostProblems + 1)
			this.report({file: this.file, message: 'Damaged in more places than are listed here'});
	}
}
