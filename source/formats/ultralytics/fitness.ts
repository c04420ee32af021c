/**
 * How good an epoch was, as the trainers of Ultralytics and YOLOv5 judge it for early stopping (utils/metrics.py: 0.1 × mAP at 0.5 + 0.9 × mAP, of
 * boxes, and of masks or poses beside them; of a classification the mean of both accuracies), and since when none was better. Since 8.3.198 the stricter mAP
 * counts alone; by then an epoch that is as good is none that is better.
 */
export class Fitness {
	private weights: readonly (readonly [column: number, weight: number])[] = [];
	private best = Number.NEGATIVE_INFINITY;
	private bestEpoch = Number.NaN;
	private lastEpoch = Number.NaN;

	constructor(private readonly isNewer: boolean) {}

	/** Begins anew with a table of these columns. */
	begin(names: readonly string[]): void {
		this.weights = names.flatMap((name, column) => {
			const weight = this.weightOf(name);
			return weight === 0 ? [] : [[column, weight] as const];
		});
	}

	/** @param cell the number in a column of the row, null where there is none */
	take(epoch: number, cell: (column: number) => number | null): void {
		if (epoch <= this.lastEpoch) this.best = Number.NEGATIVE_INFINITY;
		this.lastEpoch = epoch;
		const fitness = this.weights.reduce((sum, [column, weight]) => sum + weight * (cell(column) ?? Number.NaN), 0);
		if (!(fitness > this.best || (fitness === this.best && (!this.isNewer || fitness === 0)))) return;
		this.best = fitness;
		this.bestEpoch = epoch;
	}

	/** Epochs since the best one; NaN where nothing was measured. */
	get epochsSinceBest(): number {
		return this.weights.length === 0 ? Number.NaN : this.lastEpoch - this.bestEpoch;
	}

	private weightOf(name: string): number {
		if (/^metrics\/(?:mAP50\([BMP]\)|mAP_0\.5(?:\([BM]\))?)$/.test(name)) return this.isNewer ? 0 : 0.1;
		if (/^metrics\/(?:mAP50-95\([BMP]\)|mAP_0\.5:0\.95(?:\([BM]\))?)$/.test(name)) return 0.9;
		return /^metrics\/accuracy_top[15]$/.test(name) ? 0.5 : 0;
	}
}
