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

/** What the rows of a curve have had so far. */
interface Curve {
	step: number;
	texts: readonly string[];
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
	private readonly known = new Map<string, Curve>();
	private readonly steps = new Map<string, RowSteps>();

	constructor(private readonly notes: Set<string>) {}

	/** Looks at a row: what it has in the columns that may tell curves, and its step, NaN for none. */
	take(names: readonly string[], texts: readonly string[], step: number): void {
		this.label = names.flatMap((name, i) => (this.notes.has(curveNote(name)) ? [`${name} ${texts[i]}`] : [])).join(', ');
		if (Number.isNaN(step)) return;
		const curve = this.known.get(this.label);
		if (curve !== undefined && step <= curve.step) {
			names.forEach((name, i) => {
				if (texts[i] === curve.texts[i] || this.notes.has(curveNote(name))) return;
				this.notes.add(curveNote(name));
				this.stale = true;
			});
		}
		this.known.set(this.label, {step, texts});
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
