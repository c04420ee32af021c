import type {Series} from './series.ts';

/** Tells whether a series has only been appended to since the last look. */
export class Growth {
	private length = 0;
	private pushes = 0;
	private reorders = 0;

	constructor(private readonly series: Series) {}

	/** True where points were replaced or put in another order. */
	look(): boolean {
		const {series} = this;
		series.settle();
		const appended = series.pushes - this.pushes;
		const isOther = series.reorders !== this.reorders || series.length - this.length !== appended;
		this.length = series.length;
		this.pushes = series.pushes;
		this.reorders = series.reorders;
		return isOther;
	}
}
