import {madeOnce} from '../../../core/made-once.ts';
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
	...['env', 'env_id', 'env_name', 'environment'],
]);

/** True for the name of such a column. Whether its values part the rows, the rows have to show. */
export const mayTellCurves = (name: string): boolean => curveKeys.has(name.trim().toLowerCase());

/** What was learnt of a column by which rows belong to several curves. */
export const curveNote = (name: string): string => `each ${name} is a curve of its own`;

/** True where that was learnt. */
export const tellsCurves = (notes: ReadonlySet<string>, name: string): boolean => notes.size > 0 && notes.has(curveNote(name));

type Cell = number | string;

/** What is known of a curve so far. */
interface Curve {
	first: number;
	last: number;
	/** Rows that gave the step of the row before once more, with other cells. */
	ties: number;
	names: readonly string[];
	cells: readonly Cell[];
}

/** One such row may be where a run was resumed; so many are not. */
const fewestTies = 3;
/** Rows after which a column that has another value in each of them is no name of a curve. */
const fewestRows = 4;

/**
 * Tells by columns such as `seed` or `fold` which of several curves in one file a row is of. A column parts the rows where, with another value
 * in it, a metric comes again from its first step on, or time and again at the step of the row before: that is noted, and the file is read anew.
 * What begins again further on is a run that was resumed, under another id perhaps.
 */
export class Curves {
	/** Curve of the row at hand: "seed 1"; empty where all rows are of one, and for a row that does not say of which it is. */
	label = '';
	private learnt = false;
	private names: readonly string[] = [];
	/** Of these the ones that part the rows. */
	private parting: readonly number[] = [];
	private cells: Cell[] = [];
	private rows = 0;
	/** How often each column had another value than in the row before. */
	private readonly changed = new Map<string, number>();
	private readonly known = new Map<string, Curve>();
	private readonly labels = new Map<Cell, string>();
	private readonly steps = new Map<string, RowSteps>();

	constructor(private readonly notes: Set<string>) {}

	/** True when a row showed that rows before it were put together, or counted, wrongly. */
	get stale(): boolean {
		if (this.learnt) return true;
		for (const {stale} of this.steps.values()) if (stale) return true;
		return false;
	}

	/**
	 * Looks at what a row has in the columns that may tell curves.
	 * @param names the same array as long as these are the same
	 */
	take(names: readonly string[], cellAt: (i: number) => Cell): void {
		this.rows++;
		if (this.changes(names, cellAt)) this.label = this.readLabel();
	}

	/**
	 * Takes note of where the row stands.
	 * @param comesAgain true where a metric that the row has a value of has come to this step already
	 */
	place(step: number, comesAgain: () => boolean): void {
		const {names, cells, label} = this;
		const curve = this.known.get(label);
		if (curve === undefined) {
			this.known.set(label, {first: step, last: step, ties: 0, names, cells});
			return;
		}
		const mayPart = step <= curve.first || step === curve.last;
		if (mayPart && cells !== curve.cells && comesAgain()) {
			if (step <= curve.first || ++curve.ties >= fewestTies) this.noteDifferences(curve);
		}
		curve.last = step;
		curve.names = names;
		curve.cells = cells;
	}

	/** True where the row has other cells than the one before. Most rows do not. */
	private changes(names: readonly string[], cellAt: (i: number) => Cell): boolean {
		const isOther = names !== this.names;
		if (isOther) {
			this.names = names;
			this.parting = names.flatMap((name, i) => (tellsCurves(this.notes, name) ? [i] : []));
			this.labels.clear();
		}
		let differs = isOther;
		for (let i = 0; i < names.length; i++) {
			if (Object.is(cellAt(i), this.cells[i])) continue;
			differs = true;
			this.changed.set(names[i]!, (this.changed.get(names[i]!) ?? 0) + 1);
		}
		if (differs) this.cells = names.map((_, i) => cellAt(i));
		return differs;
	}

	private readLabel(): string {
		const {names, parting, cells, labels} = this;
		if (parting.length === 0) return '';
		if (parting.length > 1) return parting.flatMap(i => (cells[i] === '' ? [] : [`${names[i]} ${cells[i]}`])).join(', ');
		const [only] = parting;
		const cell = cells[only!]!;
		if (cell === '') return '';
		const label = labels.get(cell) ?? `${names[only!]} ${cell}`;
		labels.set(cell, label);
		return label;
	}

	private noteDifferences({names, cells}: Curve): void {
		this.names.forEach((name, i) => {
			const [cell, before] = [this.cells[i]!, cells[names.indexOf(name)]];
			if (before === undefined || before === '' || cell === '' || Object.is(cell, before)) return;
			const isMeasure = this.rows > fewestRows && this.changed.get(name)! >= this.rows - 1;
			if (isMeasure || tellsCurves(this.notes, name)) return;
			this.notes.add(curveNote(name));
			this.learnt = true;
		});
	}

	/** Called where the writer was started anew: each curve counts its steps afresh. */
	restart(): void {
		this.learnt = this.stale;
		this.steps.clear();
	}

	/** True where the curve at hand counts its steps on its own. */
	get isCounted(): boolean {
		return this.label !== '';
	}

	/** Counts the steps of the curve at hand. */
	counter(): RowSteps {
		return madeOnce(this.steps, this.label, () => new RowSteps(this.notes));
	}

	/** Name of a metric of the curve at hand. */
	nameOf(metric: string): string {
		return this.label === '' ? metric : `${this.label}/${metric}`;
	}
}
