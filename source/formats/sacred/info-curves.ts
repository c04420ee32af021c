import type {Json, JsonObject} from '../../core/run.ts';

/** What follows the name of a curve where the list is of its steps. */
const stepsOf = '_T';

/**
 * Splits what a program has put into Sacred's `info` into curves, as metrics.json would have them, and the rest. PyMARL, and what was made from it,
 * keeps all of its curves there: a list of values by name, and one of their steps by that name and `_T`.
 */
export function splitInfo(info: JsonObject): {curves: JsonObject; rest: JsonObject} {
	const curves: JsonObject = {};
	const rest: JsonObject = {};
	for (const [name, value] of Object.entries(info)) {
		const steps = info[`${name}${stepsOf}`];
		const isSteps = name.endsWith(stepsOf) && areCurve(info[name.slice(0, -stepsOf.length)], value);
		if (areCurve(value, steps)) curves[name] = {steps: steps!, values: value, timestamps: []};
		else if (!isSteps) rest[name] = value;
	}
	return {curves, rest};
}

/** A file that is cut may lack the last of the steps. */
function areCurve(values: Json | undefined, steps: Json | undefined): boolean {
	return Array.isArray(values) && Array.isArray(steps) && steps.length > 0 && steps.every(step => typeof step === 'number');
}
