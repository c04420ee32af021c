declare module 'asciichart' {
	export interface PlotConfig {
		/** Cells before the plot; the last of them is the axis. */
		offset?: number;
		/** Lines of the plot, less one. */
		height?: number;
		min?: number;
		max?: number;
		/** Text of a label on the axis. */
		format?: (value: number, index: number) => string;
		/** Ten signs: both axis signs, both ends, horizontal, up-right, down-right, down-left, up-left, vertical. */
		symbols?: string[];
	}
	export function plot(series: readonly number[], config?: PlotConfig): string;
}
