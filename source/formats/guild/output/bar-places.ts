/**
 * Where values of lines that say no step belong in an output of which bars show values of the same names: to the bars, which count steps, or
 * one series would have steps of two kinds. A name that was printed before that showed stays where it was counted.
 */
export class BarPlaces {
	/** Step of the last bar with values; null before the first. */
	private step: number | null = null;
	/** Names that bars show. */
	private readonly shown = new Set<string>();
	/** The step of each printed name that belongs to the bars; NaN for one that does not. */
	private readonly printed = new Map<string, number>();
	private isShared = false;

	/** Takes a value that a bar shows. */
	noteBar(name: string, step: number): void {
		this.shown.add(name);
		this.step = step;
	}

	/** The step of a printed value without one: where the bar stands, or behind the value before where it has not moved; null for none of them. */
	stepOf(name: string): number | null {
		const {printed, shown, step} = this;
		if (step === null) {
			printed.set(name, Number.NaN);
			return null;
		}
		this.isShared ||= shown.has(name);
		const before = printed.get(name);
		if (!shown.has(name) && (!this.isShared || Number.isNaN(before))) {
			printed.set(name, Number.NaN);
			return null;
		}
		const place = before === undefined || before < step || Number.isNaN(before) ? step : before + 1;
		printed.set(name, place);
		return place;
	}
}
