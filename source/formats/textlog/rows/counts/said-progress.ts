import type {StepClock} from '../../../plain/rows/step-clock.ts';
import type {BarRows} from '../../bars/bar-rows.ts';
import type {Counter, Pair} from '../../line/statement/said.ts';
import type {OutputState} from '../../output-state.ts';
import {isRate} from '../placeless-values.ts';
import {PastTotal, type Place, progressOf, progressOfEpochs, progressOfHeaded} from './counters.ts';
import type {HeadedEpochs} from './headed-epochs.ts';
import type {NestedRounds} from './nested-rounds.ts';

/** Knows by the counters of lines how far the run is, where no bar says so. */
export class SaidProgress {
	private readonly past = new PastTotal();
	/** True once steps were counted of how many there are: that says more than epochs do. */
	private hasFinerTotal = false;
	/** True where values of an epoch were said before any step was counted: the epochs then go on saying what is done, if no rounds do. */
	private epochsLead = false;
	/** How many epochs were done at the head that was read last, null where the last counter was no head. */
	private begun: number | null = null;

	constructor(
		private readonly output: OutputState,
		private readonly bars: BarRows,
		private readonly rounds: NestedRounds,
		private readonly headed: HeadedEpochs,
		private readonly clock: StepClock,
	) {}

	/** Takes what is said of an epoch before any step was counted. */
	takeEpochValues(pairs: readonly Pair[]): void {
		this.epochsLead ||= pairs.some(({name}) => !isRate(name));
	}

	/**
	 * Takes the counters of a line.
	 *
	 * @param isHead true for a line that only names an epoch, which begins with it: "Epoch 4/4"
	 * @param isOfRun true where its step is the run's
	 */
	note(epoch: Counter | null, inner: Counter | null, isHead: boolean, isOfRun: boolean): void {
		if (this.bars.hasBars || (epoch === null && inner === null)) return;
		const {epochs, result} = this.output;
		this.begun = isHead ? epoch!.value - epochs.first : null;
		// "epoch: [1/500], global_step: 10": no head names the epoch, and nothing says how many steps it has.
		if (epoch !== null && epoch.total !== null && inner?.kind === 'step' && inner.total === null)
			this.headed.enter(epoch.value, epoch.value - epochs.first);
		if (inner !== null) this.headed.takeRow(inner.value);
		const place = this.place(this.past.take(inner));
		const seen = this.begun === null ? progressOf(epoch, inner, place, isOfRun) : progressOfEpochs(this.begun, place);
		this.hasFinerTotal ||= seen !== null && inner !== null;
		// What counts within a round are epochs.
		if (seen?.unit === 'batch' && this.rounds.areNested) seen.unit = 'step';
		result.progress = seen ?? (this.hasFinerTotal ? null : progressOfHeaded(this.headed, place)) ?? result.progress;
	}

	/** Values below the head of an epoch are said when it is done. */
	noteDone(): void {
		if (this.begun === null || this.bars.hasBars) return;
		const {result} = this.output;
		result.progress = progressOfEpochs(this.begun + 1, this.place()) ?? result.progress;
	}

	private place(isPast = false): Place {
		const {epochs, axis} = this.output;
		return {
			epochs,
			isPast,
			isOfSteps: axis === 'step' && (!this.epochsLead || this.rounds.areSeen),
			hasRestarted: this.clock.hasRestarted || this.output.globals.arePreferred,
		};
	}
}
