import type {Counter, Statement} from '../../line/statement/said.ts';
import type {LogHabit, LogHabits} from '../../log-habits.ts';
import {epochOf, innerOf} from './counters.ts';

/**
 * Knows whether epochs are counted anew in each round, "Round 2/4" above "Epoch 1/3 - loss: 0.5", as federated and active learning print them: a
 * round is to its epochs what an epoch is to its batches, then. Where they begin anew within a round, as those of its clients do, they are not told apart.
 */
export class NestedRounds {
	private round: number | null = null;
	private firstEpoch: number | null = null;
	private lastEpoch: number | null = null;
	/** The first epoch of the round before, null where that had none. */
	private firstBefore: number | null = null;
	/** True where the round before had more than one. */
	private hadMoreBefore = false;
	/** True once a round was named. */
	areSeen = false;
	/** True where the counters of epochs are read as those of batches. */
	areNested = false;
	/** True once something was seen that does not fit. */
	private areOthers = false;

	/**
	 * Takes what a line says; gives it with the counters that it has for the run.
	 *
	 * @param habits what an earlier reading of the log has shown
	 * @param shown is told once rows were seen to be of epochs within rounds
	 */
	apply(statement: Statement, habits: LogHabits, shown: (habit: LogHabit) => void): Statement {
		if (statement.counters.length === 0 || statement.recalls) return statement;
		this.areSeen ||= statement.counters.some(({isRound}) => isRound === true);
		this.areNested ||= habits.has('rounds hold epochs');
		if (this.areNested) return {...statement, counters: statement.counters.map(asInner)};
		if (!this.areOthers && this.holdEpochs(statement.counters)) shown('rounds hold epochs');
		return statement;
	}

	private holdEpochs(counters: readonly Counter[]): boolean {
		const round = counters.find(({isRound, isWhole}) => isRound === true && isWhole);
		if (round !== undefined) this.enter(round.value);
		const epoch = epochOf(counters);
		const inner = innerOf(counters);
		// Batches have places within epochs already; what says its epoch before its round has rounds for rows.
		const isOfEpoch = round !== undefined && epoch !== null && counters.indexOf(epoch) < counters.indexOf(round);
		this.areOthers ||= (inner !== null && inner !== round) || isOfEpoch;
		if (epoch === null || this.areOthers) return false;
		if (this.round === null || (this.lastEpoch !== null && epoch.value < this.lastEpoch)) {
			this.areOthers = true;
			return false;
		}
		this.firstEpoch ??= epoch.value;
		this.lastEpoch = epoch.value;
		// Rounds with one epoch each, on a line with it, count by themselves.
		if (round !== undefined && !this.hadMoreBefore) return false;
		return this.firstBefore !== null && this.firstEpoch === this.firstBefore && this.firstEpoch <= 1;
	}

	private enter(round: number): void {
		if (round === this.round) return;
		if (this.round !== null && round < this.round) this.areOthers = true;
		this.firstBefore = this.firstEpoch;
		this.hadMoreBefore = this.lastEpoch !== this.firstEpoch;
		this.round = round;
		this.firstEpoch = null;
		this.lastEpoch = null;
	}
}

function asInner(counter: Counter): Counter {
	if (counter.isRound === true) return {...counter, kind: 'epoch', isRound: false};
	return counter.kind === 'epoch' ? {...counter, kind: 'batch'} : counter;
}
