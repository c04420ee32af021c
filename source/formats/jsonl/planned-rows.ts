import type {JsonScanner} from '../../encodings/json/json-scan.ts';
import {areSettings, isTold} from '../plain/names/told-names.ts';
import type {RowPlan} from './row-plan.ts';

/** Rows that count by the same plural alone, in a file of rows that count by something else, before it is a counter all the same. */
const fewestCounting = 3;
const countsNote = (path: string) => `rows count by ${path}`;

/**
 * Tells rows whose only counter is called as plans are ("epochs": 30) from those that are at that step: the first line of a file may have its settings,
 * and the last one its results, where the others count by "epoch". That the plural does count shows when it comes again with other numbers.
 */
export class PlannedRows {
	/** True when a row showed that rows before it were read wrongly: what it showed is in the notes. */
	stale = false;
	/** True once a row has counted by another name. */
	private hasCounted = false;
	private readonly seen = new Map<string, Set<number>>();

	constructor(
		private readonly scanner: JsonScanner,
		private readonly notes: Set<string>,
	) {}

	/**
	 * What the row at hand is: settings, a row without a step of its own, or any other.
	 * @param isFirst true before the first row
	 */
	judge(plan: RowPlan, isFirst: boolean): 'settings' | 'stepless' | 'row' {
		const {stepAt} = plan;
		if (stepAt < 0) return 'row';
		if (plan.plannedAt < 0) {
			this.hasCounted = true;
			return 'row';
		}
		const {path} = this.scanner.keys[plan.plannedAt]!;
		if (this.notes.has(countsNote(path))) return 'row';
		const seen = this.seen.get(path) ?? new Set();
		this.seen.set(path, seen.add(plan.numberAt(plan.plannedAt)));
		if (seen.size >= (this.hasCounted ? fewestCounting : 2)) {
			this.notes.add(countsNote(path));
			this.stale = true;
		}
		const names = plan.metricsAt.map(i => this.scanner.keys[i]!.path);
		// Behind the first row it may be results that have no such name.
		if (areSettings([...names, path], false) && (isFirst || names.some(isTold))) return 'settings';
		return this.hasCounted ? 'stepless' : 'row';
	}
}
