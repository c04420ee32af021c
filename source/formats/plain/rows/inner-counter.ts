/** What is noted of a counter that goes through the parts of an epoch. */
export const innerNote = (name: string) => `${name} counts within epochs`;

/**
 * Finds out whether rows that name an epoch and another counter are parts of that epoch. One row an epoch is placed by its epoch, whatever
 * else it says; where the other counter rises while the epoch stays, it has to be the axis, or all rows but the last of an epoch are lost.
 */
export class InnerCounter {
	private epoch = Number.NaN;
	private inner = Number.NaN;

	/** True where this row goes on in the epoch of the row before. */
	rises(epoch: number, inner: number): boolean {
		const rose = epoch === this.epoch && inner > this.inner;
		this.epoch = epoch;
		this.inner = inner;
		return rose;
	}
}
