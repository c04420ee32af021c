/** The epoch that an output is in, of how many, and the number of the first one. */
export class EpochCount {
	/** Null before the first. */
	current: number | null = null;
	/** Null where no line says how many there are. */
	total: number | null = null;
	first = 0;
	/** False where the number behind the stroke may be that of the last epoch, counted from 0, or how many there are. */
	isTotalSure = true;

	/** Takes the number of an epoch, with what stands behind its stroke. "Epoch 3/3" after an epoch 0 shows that one counts up to 4. */
	enter(epoch: number, total: number | null, fromZero = false): void {
		if (fromZero) this.first = 0;
		else if (this.current === null) this.first = epoch === 0 ? 0 : 1;
		else if (epoch === 0) this.first = 0;
		this.current = epoch;
		if (total === null) return;
		const namesLast = this.first === 0 && epoch === total;
		this.total = namesLast ? total + 1 : Math.max(total, epoch);
		this.isTotalSure = this.first > 0 || fromZero || namesLast;
	}
}
