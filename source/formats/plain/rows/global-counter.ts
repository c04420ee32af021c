import {ownStepRank} from '../names/own-names.ts';

/** What is noted of a file in which `global_step` counts, and another counter begins anew. */
export const globalNote = 'global_step counts on where another counter begins anew';

/** True for the name that says of itself that it counts through the whole run. */
export const isGlobalStep = (name: string): boolean => /^(?:train(?:er)?\/)?global[_ ]?step$/i.test(name.trim());

/** True for a counter that `global_step` may be better than: not one that a person has named. */
export const mayBeginAnew = (name: string): boolean => !isGlobalStep(name) && ownStepRank(name) < 0;

/** Finds out whether the counter of the rows begins anew while `global_step` beside it goes on: then only that places them all. */
export class GlobalCounter {
	private step = Number.NaN;
	private global = Number.NaN;

	/** True where the counter falls from the row before to this one, and the global one rises. */
	goesOn(step: number, global: number): boolean {
		const goesOn = step < this.step && global > this.global;
		if (Number.isFinite(step) && Number.isFinite(global)) {
			this.step = step;
			this.global = global;
		}
		return goesOn;
	}
}
