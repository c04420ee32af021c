import type {RunFacts} from '../../../source/core/run.ts';
import type {FormatHabits} from '../../../source/engine/model/layer/format-traits.ts';
import {Layer} from '../../../source/engine/model/layer.ts';

/** What one source tells of a run. */
export interface Told {
	below?: string;
	format?: string;
	habits?: FormatHabits;
	facts?: Partial<RunFacts>;
	/** By metric the values at steps 0, 1, 2, …, or at multiples of a number. */
	metrics?: Record<string, readonly number[]>;
	by?: number;
	/** True where its points have times. */
	isTimed?: boolean;
}

export function layerOf({
	below = '',
	format = 'own',
	habits = {},
	facts = {},
	metrics = {},
	by = 1,
	isTimed = false,
}: Told): Layer {
	const layer = new Layer(format, 1, below, habits);
	layer.facts(facts);
	for (const [name, values] of Object.entries(metrics))
		for (const [at, value] of values.entries()) layer.series(name).push(at * by, isTimed ? at * 1000 : Number.NaN, value);
	return layer;
}
