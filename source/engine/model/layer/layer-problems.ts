import {areSameProblems, isSameProblem, type Problem} from '../../../core/run.ts';
import {type Shut, tellShut} from './shut.ts';

const mostProblems = 200;

/** What is wrong with what one source says of a run. */
export class LayerProblems {
	/** As its reader said them. */
	told: Problem[] = [];
	/** Of files that are read whole, as they are now. */
	private faultsNow: readonly Problem[] = [];
	/** What of its files may not be read. */
	shut: readonly Shut[] = [];

	get all(): readonly Problem[] {
		const {told, faultsNow} = this;
		return tellShut(faultsNow.length === 0 ? told : [...told, ...faultsNow], this.shut);
	}

	add(problem: Problem): void {
		const {told} = this;
		const isKnown = told.some(other => isSameProblem(other, problem));
		if (!isKnown && told.length < mostProblems) told.push(problem);
	}

	/** Takes all that is wrong with files that are read whole; false where that was known. */
	setFaults(problems: readonly Problem[]): boolean {
		if (areSameProblems(problems, this.faultsNow)) return false;
		this.faultsNow = problems.slice(0, mostProblems);
		return true;
	}

	/** Takes what of its files may not be read, all of it; false where that was known. */
	setShut(shut: readonly Shut[]): boolean {
		if (shut.length === this.shut.length) return false;
		this.shut = shut;
		return true;
	}

	/** Forgets what its reader said. */
	clear(): void {
		this.told = [];
		this.faultsNow = [];
	}
}
