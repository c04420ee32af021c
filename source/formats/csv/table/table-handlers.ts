import type {SeriesSink} from '../../format.ts';
import type {Columns} from '../columns/columns.ts';

/** Who reads a table, and takes what it says. */
export interface TableHandlers {
	/** Where the points of a metric go, null to leave it out. */
	series(metric: string): SeriesSink | null;
	/** What the metric in a column is called, where that is not as the column is. */
	nameOf?(column: string, columns: Columns): string;
	/** The step of a row, counted from 0, of a table that has no column of steps; null where that is its number. */
	stepOfRow?(row: number, names: readonly string[], numberAt: (column: number) => number): number | null;
	problem(message: string): void;
	/** A header came again after this step (NaN where none was seen): the writer was started anew. */
	restarted?(step: number): void;
}
