import {GlobalCounter, globalNote} from '../../plain/rows/global-counter.ts';
import {InnerCounter, innerNote} from '../../plain/rows/inner-counter.ts';
import type {RowCells} from '../cells/row-cells.ts';
import type {Columns} from './columns.ts';

/** Columns beside that of the steps which count too, and may show that it counts within what they count. */
export class OtherCounters {
	private readonly inner = new InnerCounter();
	private readonly global = new GlobalCounter();

	constructor(private readonly notes: Set<string>) {}

	/**
	 * Takes the row at hand, which has this step; true where it shows that all has to be read anew: the notes say by which column.
	 * @param header names of the columns as they are written
	 */
	learn(step: number, {inner, global}: Columns, cells: RowCells, header: readonly string[]): boolean {
		const isGlobal = global >= 0 && this.global.goesOn(step, cells.numberAt(global));
		if (isGlobal) this.notes.add(globalNote);
		const isInner = inner >= 0 && this.inner.rises(step, cells.numberAt(inner));
		if (isInner) this.notes.add(innerNote(header[inner]!));
		return isGlobal || isInner;
	}
}
