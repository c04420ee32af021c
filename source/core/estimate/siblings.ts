/** A finished run of the same sweep: its curve is pairs [step, seconds since its start], from the start to the end. */
export interface Sibling {
	total: number;
	/** Seconds in all, with what came after the last step. */
	duration: number;
	curve: [number, number][];
}

/** Seconds that a sibling had run when it was at this fraction of its steps. */
function timeAt(sibling: Sibling, step: number): number {
	const {curve} = sibling;
	let below = 0;
	while (below < curve.length - 2 && curve[below + 1]![0] <= step) below++;
	const from = curve[below];
	const to = curve[below + 1] ?? from;
	if (!from || !to) return 0;
	const share = to[0] > from[0] ? (step - from[0]) / (to[0] - from[0]) : 0;
	return from[1] + (to[1] - from[1]) * Math.max(0, Math.min(1, share));
}

export interface SiblingForecast {
	seconds: number;
	/** Deviation of the siblings from each other, of the logarithm. */
	spread: number;
	count: number;
}

/** Remaining seconds by finished siblings: what was left of each, at this run's speed relative to it. */
export function bySiblings(
	siblings: Sibling[],
	firstStep: number,
	step: number,
	total: number,
	elapsed: number,
): SiblingForecast | null {
	const logs: number[] = [];
	for (const sibling of siblings) {
		if (!(sibling.duration > 0) || !(sibling.total > 0) || sibling.curve.length < 2) continue;
		const scale = sibling.total / total;
		const begun = timeAt(sibling, firstStep * scale);
		const here = timeAt(sibling, step * scale) - begun;
		const left = sibling.duration - begun - here;
		const factor = (elapsed + 0.03 * sibling.duration) / (here + 0.03 * sibling.duration);
		if (left > 0 && Number.isFinite(factor)) logs.push(Math.log(left * factor));
	}
	if (logs.length === 0) return null;
	logs.sort((a, b) => a - b);
	const middle = (logs[(logs.length - 1) >> 1]! + logs[logs.length >> 1]!) / 2;
	const spread = Math.sqrt(logs.reduce((sum, value) => sum + (value - middle) ** 2, 0) / logs.length);
	return {seconds: Math.exp(middle), spread, count: logs.length};
}

/** Siblings as they come in JSON; what is not one is left out. */
export function readSiblings(value: unknown): Sibling[] {
	if (!Array.isArray(value)) return [];
	return value.filter((item: unknown): item is Sibling => {
		if (typeof item !== 'object' || item === null) return false;
		const {total, duration, curve} = item as Record<string, unknown>;
		const pairs = Array.isArray(curve) ? (curve as unknown[]) : [];
		return (
			Number(total) > 0 &&
			Number(duration) > 0 &&
			pairs.length > 1 &&
			pairs.every(pair => Array.isArray(pair) && pair.every(Number.isFinite))
		);
	});
}
