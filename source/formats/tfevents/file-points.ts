/** More names than a session declares as its metrics. */
const mostNames = 100;

/**
 * The points of one event file before and after its newest end mark, as far as they tell whether the mark was written at the end: a session
 * gives the metrics that it declares around its mark, each once; all other points are of the training.
 */
export class FilePoints {
	/** True while the next point may tell something. */
	wantsMore = true;
	/** True where points of the training came before the mark. */
	wasUsed = false;
	/** True where points of the training came after the mark. */
	wentOn = false;
	/** True where metrics of the session came after the mark. */
	gaveMetrics = false;
	private declared: ReadonlySet<string> | null = null;
	private isMarked = false;
	private readonly names = new Set<string>();

	get hasPoints(): boolean {
		return this.wasUsed || this.wentOn || this.names.size > 0;
	}

	point(tag: string): void {
		if (this.isMarked) {
			if (this.declared === null || this.declared.has(tag)) this.gaveMetrics = true;
			else this.wentOn = true;
			this.wantsMore = !this.wentOn && this.declared !== null;
		} else if (this.names.has(tag) || this.names.size >= mostNames) {
			this.wasUsed = true;
			this.wantsMore = false;
		} else this.names.add(tag);
	}

	/** @param declared names of the session's metrics, null where it does not say */
	mark(declared: ReadonlySet<string> | null): void {
		if (this.wentOn || this.gaveMetrics) this.wasUsed = true;
		for (const name of this.names) if (declared === null || !declared.has(name)) this.wasUsed = true;
		this.declared = declared;
		this.isMarked = true;
		this.wentOn = false;
		this.gaveMetrics = false;
		this.wantsMore = true;
	}
}
