import type {Model} from './model.ts';

/** Logarithmic distance from the estimate down to and up to the ends of its 80 % interval. */
export function intervalOf(model: Model, rowCount: number): {down: number; up: number} {
	const {remaining, blend, siblings} = model;
	const chance =
		remaining > 0
			? Math.min(1, (model.noiseSeconds + model.chains.reduce((s, c) => s + c.chain.spread * Math.sqrt(c.left), 0)) / remaining)
			: 0;
	let width = 0.02 + 0.87 * (blend.error + blend.spread) + 0.55 * Math.sqrt(model.ahead) * 0.2 + 0.85 * chance + 0.2 / rowCount;
	if (siblings) width = 0.03 + 0.3 * width + siblings.spread;
	return {down: 0.6 * width, up: 0.6 * width};
}
