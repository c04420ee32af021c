import type {Bar} from './bars.ts';

/** Rows that have to go on counting with no bar between them. */
const fewestRows = 3;

/**
 * Tells bars of the preparations that say so by no word: a full one without values, before all values, is none of the run where rows count on
 * behind it of how many they are, and no bar moves.
 */
export class BarsBefore {
	/** True where the bar that was drawn last may be of the preparations. */
	private mayBe = false;
	private rows = 0;
	private count = Number.NEGATIVE_INFINITY;
	/** The length of the bar that stands below a line that says what is downloaded, null where none does. */
	private download: number | null = null;
	private isBelowDownload = false;
	private isDownload = false;

	/** Takes a line, which may say that a bar of a download is below it: "Downloading data from https://…". */
	takeLine(text: string): void {
		if (text.trim() === '') return;
		this.isBelowDownload = this.isDownload;
		this.isDownload = text.startsWith('Downloading');
	}

	/** The bar with a label that says that it is of a download, where the line above it says so; else as it is. */
	named(bar: Bar): Bar {
		if (bar.label !== '' || bar.total === null) return bar;
		if (this.isBelowDownload) this.download = bar.total;
		return this.download === bar.total ? {...bar, label: 'Downloading'} : bar;
	}

	/** Takes a bar of the run. @param hasValues true where the output has said values, or the bar does */
	takeBar({step, total}: Bar, hasValues: boolean): void {
		this.mayBe = !hasValues && step === total;
		this.rows = 0;
		this.count = Number.NEGATIVE_INFINITY;
	}

	/** Takes the number of a row that says of how many it is; true where it shows that the bars before were none of the run. */
	takeCount(value: number): boolean {
		if (!this.mayBe || value <= this.count) return false;
		this.count = value;
		this.rows++;
		if (this.rows < fewestRows) return false;
		this.mayBe = false;
		return true;
	}
}
