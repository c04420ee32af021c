/** What a run was told about itself earlier, to learn how much its forecasts are worth: a forecast each 8 % of elapsed time. */
export interface Record {
	/** Remembers a forecast: at `seconds`, at `step`, `remaining` seconds were left for the `stepsLeft` steps to do. */
	note(seconds: number, step: number, remaining: number, stepsLeft: number): void;
	/**
	 * Mean |log(actual / foretold)| of the stretches since those forecasts, the newer ones counting more, and the mean with its sign
	 * (above 0: everything took longer than foretold); null without any.
	 */
	surprise(seconds: number, step: number): {size: number; lean: number} | null;
}

const capacity = 24;

export function createRecord(): Record {
	const kept: {seconds: number; step: number; pace: number}[] = [];
	return {
		note(seconds, step, remaining, stepsLeft) {
			const newest = kept.at(-1);
			if (stepsLeft <= 0 || remaining <= 0 || (newest && seconds < newest.seconds * 1.08)) return;
			kept.push({seconds, step, pace: remaining / stepsLeft});
			if (kept.length > capacity) kept.shift();
		},
		surprise(seconds, step) {
			let weights = 0;
			let sum = 0;
			let lean = 0;
			for (let index = 0; index < kept.length; index++) {
				const past = kept[index]!;
				if (step <= past.step || seconds < past.seconds * 1.04) continue;
				const weight = 0.8 ** (kept.length - 1 - index);
				weights += weight;
				const off = Math.log((seconds - past.seconds) / (step - past.step) / past.pace);
				const bounded = Math.max(-2, Math.min(2, off));
				sum += weight * Math.abs(bounded);
				lean += weight * bounded;
			}
			return weights > 0 ? {size: sum / weights, lean: lean / weights} : null;
		},
	};
}
