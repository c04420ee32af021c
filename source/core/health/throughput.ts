import {createBlocks, lasting, median} from './blocks.ts';
import type {HealthMark} from './mark.ts';

/** Seconds a step, watched for a lasting loss of speed: the latest sixth of the rows half as slow again as those before, and twice their spread. */
export function createThroughputDetector(): {observe(seconds: number, step: number): void; mark: () => HealthMark | null} {
	const blocks = createBlocks();
	let last: {seconds: number; step: number} | null = null;
	return {
		observe(seconds, step) {
			if (last && step > last.step && seconds > last.seconds)
				blocks.add(last.step, Math.log((seconds - last.seconds) / (step - last.step)));
			if (!last || step !== last.step) last = {seconds, step};
		},
		mark: lasting(blocks, () => {
			const {count, mean, step} = blocks;
			if (count < 18) return null;
			const recent = Math.max(3, Math.floor(count / 6));
			const before = mean.subarray(Math.floor(count * 0.05), count - recent);
			const usual = median(before);
			const spread = median(before.map(value => Math.abs(value - usual)));
			const now = mean.subarray(count - recent, count);
			const gap = median(now) - usual;
			if (gap < Math.log(1.5) || gap < 5 * spread || now.some(value => value < usual + 0.5 * gap)) return null;
			let since = count - recent;
			while (since > 1 && mean[since - 1]! > usual + 0.5 * gap) since--;
			const factor = Math.exp(gap).toFixed(1);
			return {
				kind: 'slower',
				metric: null,
				step: step[since]!,
				text: `${factor}× slower since ${step[since]}`,
				reason: `steps take ${factor} times as long since step ${step[since]}`,
			};
		}),
	};
}
