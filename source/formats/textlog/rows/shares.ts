/** Knows which names have shares of 1 as values: a summary may say the same in percent, "Test Accuracy: 0.75" and later "Test Accuracy: 75.0%". */
export class Shares {
	/** By name, whether all values so far were shares. */
	private readonly areShares = new Map<string, boolean>();

	/** The value as all others of that name are written. */
	valueOf(name: string, value: number, isPercent: boolean): number {
		const areShares = this.areShares.get(name);
		if (areShares === false) return value;
		if (isPercent && areShares === true) return value / 100;
		const isShare = !isPercent && value >= 0 && value <= 1;
		if (isShare !== areShares) this.areShares.set(name, isShare || (Number.isNaN(value) && !isPercent));
		return value;
	}
}
