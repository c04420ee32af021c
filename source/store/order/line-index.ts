import type {LineKey, ListLine} from '../../core/table/lines/list-line.ts';

/** From how many different questions on a table of all lines is worth its making. */
const fewQuestions = 16;

/**
 * Line number of each key. Most lists are replaced before more than the cursor has been looked for in them, so the first few keys are looked for
 * line by line.
 */
export class LineIndex {
	private readonly asked = new Map<LineKey, number>();
	private all: ReadonlyMap<LineKey, number> | null = null;

	constructor(private readonly lines: readonly ListLine[]) {}

	get(key: LineKey): number | undefined {
		if (this.all !== null) return this.all.get(key);
		const known = this.asked.get(key);
		if (known !== undefined) return known < 0 ? undefined : known;
		if (this.asked.size >= fewQuestions) {
			this.all = new Map(this.lines.map((line, at) => [line.key, at]));
			return this.all.get(key);
		}
		const found = this.lines.findIndex(line => line.key === key);
		this.asked.set(key, found);
		return found < 0 ? undefined : found;
	}

	has(key: LineKey): boolean {
		return this.get(key) !== undefined;
	}
}
