import {isMetricName} from './telling.ts';

/** Counts that settings have in the plural; a row may have them too, beside what was measured. */
const plannedCounts = /^(?:steps|iters|iterations|epochs|episodes|num_steps)$/i;
/** Names of what a program is told; no row has these without saying where it is. */
const told =
	/^(?:(?:num|n|max|start|warmup|save|eval|log)_(?:\w+_)?(?:epochs?|steps?|iters?|iterations?|episodes?)|seed|(?:\w+_)?batch_?size|num_workers|n_?workers|(?:weight|lr)_decay|momentum|dropout|hidden_(?:size|dim)|(?:\w+_)?interval|(?:base|min|max|init(?:ial)?|peak|end|warmup)_lr)$/i;
/** Names of what a program is told, that rows have too. */
const toldOrLogged =
	/^(?:lr|learning_?rate|beta_?[12]|gamma|(?:\w+_)?(?:weights?|coeff?s?|smoothing(?:_loss)?|target|threshold))$/i;

const tuned = /(?:^|_)(?:weights?|coeff?s?)$/i;

const partOf = (name: string) => name.slice(name.lastIndexOf('/') + 1);

/** True for the name of what a program is told, and no row has. */
export const isTold = (name: string): boolean => told.test(name);

/** True for the name of what a loss is multiplied by: `kl_weight`. */
export const isTuned = (name: string): boolean => tuned.test(name);

/** True for the name of what a program is told, that a row may have too: the rate of learning. */
export const isToldOrLogged = (name: string): boolean => toldOrLogged.test(name);

/** True for a counter that is a setting where nothing beside it was measured: `epochs`. */
export const isPlannedCount = (name: string): boolean => plannedCounts.test(name);

/**
 * True where these names of numbers are those of a printed configuration, given that no counter in the singular is among them.
 * @param isFirst true before the first row: later ones that are about settings too are rows of the program's own kind
 */
export function areSettings(names: readonly string[], isFirst: boolean): boolean {
	const parts = names.map(partOf);
	if (isFirst && parts.some(part => told.test(part))) return true;
	return parts.some(part => told.test(part) || plannedCounts.test(part)) && !parts.some(isMeasured);
}

/** True for the name of what is measured, and not of what a program is told. */
export const isMeasured = (name: string): boolean => {
	const part = partOf(name);
	return isMetricName(part) && !told.test(part) && !toldOrLogged.test(part);
};
