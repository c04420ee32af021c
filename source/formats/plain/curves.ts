import {RowSteps} from './row-steps.ts';

/** Columns or keys by which the rows of one file may belong to several curves: the steps of each begin anew. */
const curveKeys = new Set([
	...['seed', 'random_seed', 'fold', 'cv_fold', 'replicate', 'replica', 'repeat', 'repetition', 'rep'],
	...[
		'run',
		'run_id',
		'run_name',
		'trial',
		'trial_id',
		'experiment',
		'experiment_id',
		'experiment_name',
		'exp',
		'exp_id',
		'exp_name',
	],
	...['model', 'model_name', 'method', 'algorithm', 'algo', 'variant'],
	...['rank', 'worker', 'worker_id', 'client', 'client_id', 'agent', 'agent_id'],
]);

/** True for the name of such a column. Whether its values part the rows, the rows have to show. */
export const mayTellCurves = (name: string): boolean => curveKeys.has(name.trim().toLowerCase());

/** What was learnt of a column by which rows belong to several curves. */
export const curveNote = (name: string): string => `each ${name} is a curve of its own`;

type Cell = number | string;

/** What the last row of a curve had. */
interface Curve {
	step: number;
	names: readonly string[];
	cells: readonly Cell[];
}

/**
 * Tells by columns such as `seed` or `fold` which of several curves in one file a row is of. A column parts the rows where, with another value
 * in it, a step comes again: that is noted, and the file is read anew.
 */
export class Curves {
	/** True when a row showed that rows before it were put together wrongly. */
	stale = false;
	/** Curve of the row at hand: "seed 1"; empty where all rows are of one. */
	label = '';
	private names: readonly string[] = [];
	/** Of these the ones that part the rows. */
	private parting: readonly number[] = [];
	private cells: Cell[] = [];
	private current: Curve | undefined;
	private readonly known = new Map<string, Curve>();
	private readonly labels = new Map<Cell, string>();
	private readonly steps = new Map<string, RowSteps>();

	constructor(private readonly notes: Set<string>) {}

	/**
	 * Looks at a row: what it has in the columns that may tell curves, and its step, NaN for none.
	 * @param names the same array as long as these are the same
	 */
	take(names: readonly string[], cellAt: (i: number) => Cell, step: number): void {
		if (this.changes(names, cellAt)) {
			this.label = this.readLabel();
			this.current = this.known.get(this.label);
		}
		if (Number.isNaN(step)) return;
		const {current, cells} = this;
		if (current === undefined) {
			this.current = {step, names, cells};
			this.known.set(this.label, this.current);
			return;
		}
		if (step <= current.step && cells !== current.cells) this.noteDifferences(current);
		current.step = step;
		current.names = names;
		current.cells = cells;
	}

	/** True where the row has other cells than the one before. Most rows do not. */
	private changes(names: readonly string[], cellAt: (i: number) => Cell): boolean {
		const isOther = names !== this.names;
		if (isOther) {
			this.names = names;
			this.parting = names.flatMap((name, i) => (this.notes.has(curveNote(name)) ? [i] : []));
			this.labels.clear();
		}
		let differs = isOther;
		for (let i = 0; i < names.length && !differs; i++) differs = !Object.is(cellAt(i), this.cells[i]);
		if (differs) this.cells = names.map((_, i) => cellAt(i));
		return differs;
	}

	private readLabel(): string {
		const {names, parting, cells, labels} = this;
		if (parting.length === 0) return '';
		if (parting.length > 1) return parting.map(i => `${names[i]} ${cells[i]}`).join(', ');
		const [only] = parting;
		const cell = cells[only!]!;
		const label = labels.get(cell) ?? `${names[only!]} ${cell}`;
		labels.set(cell, label);
		return label;
	}

	private noteDifferences({names, cells}: Curve): void {
		this.names.forEach((name, i) => {
			const before = names.indexOf(name);
			if (before < 0 || Object.is(this.cells[i], cells[before]) || this.notes.has(curveNote(name))) return;
			this.notes.add(curveNote(name));
			this.stale = true;
		});
	}

	/** Counts the steps of the curve at hand. */
	counter(): RowSteps {
		let steps = this.steps.get(this.label);
		if (steps === undefined) {
			steps = new RowSteps(this.notes);
			this.steps.set(this.label, steps);
		}
		return steps;
	}

	/** Name of a metric of the curve at hand. */
	nameOf(metric: string): string {
		return this.label === '' ? metric : `${this.label}/${metric}`;
	}
}
