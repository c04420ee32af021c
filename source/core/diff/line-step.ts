const words = {
	step: /\b(?:global[_ ]?)?(?:steps?|iter(?:ation)?s?|batch(?:es)?)\s*[:=#[]?\s*(\d[\d,_]*)/i,
	epoch: /\bepochs?\s*[:=#[]?\s*(\d+)/i,
} as const;

/** The step, or the epoch, that a line of output names in words: `step 500`, `iter: 12/100`, `Epoch [3/10]`; NaN where it names none. */
export function readLineStep(line: string, unit: keyof typeof words): number {
	const digits = words[unit].exec(line)?.[1];
	return digits === undefined ? Number.NaN : Number(digits.replace(/[,_]/g, ''));
}
