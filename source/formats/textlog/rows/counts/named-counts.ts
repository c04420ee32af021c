import {isOfValues} from '../../line/settings/settings.ts';
import {counterAt, type Pair, pairOf, type Statement} from '../../line/statement/said.ts';
import type {OutputState} from '../../output-state.ts';

/** Counts of reinforcement learning, and of what optimizes: "env_steps", "total_timesteps", "num_env_steps", "frames", "n_iter". */
const counts =
	/^(?:(?:total|num|n|cumulative|global)_)*(?:(?:env|environment|agent|gradient|grad|learner|train|training|sample|policy)_)*(?:steps?|timesteps?|frames|iters?|iterations|updates)$/i;
/** Counts of data, which a row may also have of itself. */
const countsOfData =
	/^(?:(?:total|num|n|consumed|seen|train|training)_)*(?:samples|tokens|images|examples|transitions|sequences)(?:_seen)?$/i;
/** How often such a count has to rise, from row to row, to be taken for what counts them. */
const fewestRises = 3;

interface Seen {
	/** Where it began, or began anew. */
	first: number;
	last: number;
	/** How often it has risen since; NaN for one that has fallen to anywhere else. */
	rises: number;
}

/** True for a count beside values that belongs to their row, also where nothing says which step that is. */
export const isCountOfRow = ({name, sign}: Pair): boolean => sign !== '' && (counts.test(name) || countsOfData.test(name));

/**
 * Finds the steps of rows that have no counter by a name that always counts, but a count among their values: "env_steps: 1000 | reward: 1.5". A
 * setting may be called so, and what a row has of itself ("num_steps: 200" of an episode): it counts where it never falls, but to begin anew.
 */
export class NamedCounts {
	private readonly seen = new Map<string, Seen>();

	constructor(private readonly output: OutputState) {}

	/** What a line says, with the count of its row among its counters. */
	apply(statement: Statement): Statement {
		const {counters, pairs, recalls} = statement;
		if (this.countsBelow(statement)) return {...statement, counters: [], pairs: [pairOf('Steps', counters[0]!.value)]};
		if (counters.length > 0 || recalls || pairs.length < 2) return statement;
		const found = pairs.filter(pair => mayCount(pair));
		if (found.length === 0 || !isOfValues(pairs.filter(pair => !found.includes(pair)))) return statement;
		const [own] = found.filter(pair => this.takeCount(pair));
		if (own === undefined) return statement;
		const isFirst = pairs[0] === own && statement.looseWords === 0;
		return {
			...statement,
			counters: [counterAt('step', own.value)],
			pairs: pairs.filter(pair => pair !== own),
			startsWithCounter: isFirst,
		};
	}

	/** True for a line of a block below an episode that only says of how many steps that was: "Steps: 98". */
	private countsBelow({counters, pairs, recalls, looseWords}: Statement): boolean {
		const [counter] = counters;
		if (counters.length !== 1 || pairs.length > 0 || recalls || looseWords > 0) return false;
		const {announced, isEpisodeAnnounced} = this.output;
		return counter!.word === 'steps' && counter!.total === null && announced !== null && isEpisodeAnnounced;
	}

	/** True for the count of a row that is its step. */
	private takeCount({name, value}: Pair): boolean {
		const {habits} = this.output;
		const seen = this.seen.get(name);
		if (seen === undefined) this.seen.set(name, {first: value, last: value, rises: 0});
		else {
			if (value > seen.last) seen.rises++;
			else if (value < seen.last) takeFall(seen, value);
			seen.last = value;
		}
		if (habits.has(`${name} is no count`)) return false;
		const rises = seen?.rises ?? 0;
		if (!habits.has(`${name} counts the rows`)) {
			if (rises === fewestRises) this.output.show(`${name} counts the rows`);
			return false;
		}
		if (Number.isNaN(rises)) this.output.show(`${name} is no count`);
		return true;
	}
}

/** A count falls to where it began, or below, and is anew there; what falls to anywhere else is none for good. */
function takeFall(seen: Seen, value: number): void {
	if (value > seen.first) seen.rises = Number.NaN;
	else if (!Number.isNaN(seen.rises)) seen.rises = 0;
	seen.first = Math.min(seen.first, value);
}

const mayCount = ({name, value, sign, unread}: Pair): boolean =>
	sign !== '' && unread === undefined && Number.isSafeInteger(value) && value >= 0 && counts.test(name);
