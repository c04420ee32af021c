/** Counts rows that say no step. */
export class FreeRows {
	private row = 0;
	private readonly names = new Set<string>();

	/** The number of a row that is whole in itself. */
	next(): number {
		return this.row++;
	}

	/** Begins again: what comes now is in place of the rows so far. */
	restart(): void {
		this.row = 0;
		this.names.clear();
	}

	/** The number of the row that these values belong to. A name that comes again begins a new one. */
	rowOf(values: readonly {name: string}[]): number {
		if (values.some(({name}) => this.names.has(name))) {
			this.names.clear();
			this.row++;
		}
		for (const {name} of values) this.names.add(name);
		return this.row;
	}
}
