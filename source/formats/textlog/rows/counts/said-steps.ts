import type {Pair} from '../../line/statement/said.ts';
import type {NamedValue} from '../../line-result.ts';
import type {OutputState} from '../../output-state.ts';

/** Names that fairseq and Stable-Baselines3 have for the steps of the run so far. */
const counts = /(?:^| )(num_updates|num_timesteps)$/;
const shortest = 'num_updates'.length;

/**
 * Follows the steps that lines say among their values: "valid | epoch 001 | loss 7.5 | num_updates 250" of fairseq,
 * "Eval num_timesteps=500, episode_reward=72.20" of Stable-Baselines3. They place a line that has no other count of steps.
 */
export class SaidSteps {
	/** True where the last row that counts steps says the same among its values, false where it says another or none; null before any. */
	private agrees: boolean | null = null;
	/** Step of the last row that counts steps. */
	private counted: number | null = null;

	/** Takes the values of a row whose counter has put it at that step. */
	takeCounted(pairs: readonly Pair[], step: number): void {
		this.agrees = saidIn(pairs)?.value === step;
		this.counted = step;
	}

	/** Where the values of the last row with a counter are; that of a line whose own step was said is behind it. */
	countedBefore(step: number): number {
		return this.counted ?? step;
	}

	/**
	 * The step that a line without a count of steps says, null where it says none, or what rows before it count is something else, or not known to be
	 * the same. Timesteps may be the first that is said of where the run is.
	 */
	stepOf(pairs: readonly Pair[], {axis, lastStep}: OutputState): number | null {
		const said = saidIn(pairs);
		if (said === null || this.agrees === false) return null;
		const isFirst = lastStep === null && said.name === 'num_timesteps';
		return isFirst || (axis === 'step' && lastStep !== null && said.value >= lastStep) ? said.value : null;
	}
}

function saidIn(pairs: readonly Pair[]): NamedValue | null {
	for (const {name, value, unread, isRecalled} of pairs) {
		const mayBe = name.length >= shortest && unread === undefined && !isRecalled && Number.isSafeInteger(value);
		const found = mayBe ? counts.exec(name) : null;
		if (found !== null) return {name: found[1]!, value};
	}
	return null;
}
