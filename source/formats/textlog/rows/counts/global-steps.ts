import {GlobalCounter} from '../../../plain/rows/global-counter.ts';
import type {Counter} from '../../line/statement/said.ts';

/**
 * Knows whether the steps of rows that say two counts, "iter: 0/4, global_step: 8", are `global_step`: they are once the other one was
 * seen to begin anew while that one rose. Until then the other one may be the run's, and that one count something finer.
 */
export class GlobalSteps {
	private readonly counter = new GlobalCounter();
	/** True once `global_step` was seen to be what counts, by this reading or an earlier one. */
	arePreferred = false;

	/** @param noteMistake called once where a row has shown that rows before went by the wrong count */
	constructor(private readonly noteMistake: () => void) {}

	/** Takes both counts of a row; true where the second one is its step. */
	take(own: number, global: number): boolean {
		const goesOn = this.counter.goesOn(own, global);
		if (!this.arePreferred && goesOn && global >= own) {
			this.arePreferred = true;
			this.noteMistake();
		}
		return this.arePreferred;
	}

	/** The one of these counters that says the step, given the one that would alone. */
	innerOf(counters: readonly Counter[], inner: Counter | null): Counter | null {
		if (inner === null || inner.isGlobal === true) return inner;
		const global = counters.find(({isGlobal, isWhole}) => isGlobal === true && isWhole);
		return global !== undefined && this.take(inner.value, global.value) ? global : inner;
	}
}
