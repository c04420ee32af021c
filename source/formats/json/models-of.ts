import type {Json} from '../../core/run.ts';
import {isDataWord} from '../plain/names/data-words.ts';
import {isObject} from '../values.ts';
import {isHolder} from './curve-names.ts';
import {curvesOf, type JsonCurves} from './curves-of.ts';

/** What are parts of one training, each with curves of its own. */
const parts =
	/^(?:fold|split|seed|epoch|step|round|client|rank|worker|agent|gen(?:erator)?|dis(?:c(?:riminator)?)?|g|d|actor|critic|encoder|decoder|policy|value)[-_ ]?\d*$/i;
/** Curves of one name that trainings beside each other have at least; one alone may be of the parts of a model. */
const fewestShared = 2;

/**
 * The curves of several trainings in one value, `{"mlp": {"train_loss": […], "val_loss": […]}, "cnn": {…}}`, by their keys; null for any other value.
 * @param stem name of its file without the ending
 */
export function modelsOf(value: Json, stem: string): Map<string, JsonCurves> | null {
	if (!isObject(value)) return null;
	const entries = Object.entries(value);
	const [only, ...others] = entries.filter(([, inner]) => isObject(inner));
	if (only !== undefined && others.length === 0) return isHolder(only[0]) ? modelsOf(only[1], stem) : null;
	const models = new Map<string, JsonCurves>();
	for (const [key, inner] of entries) {
		const curves = isObject(inner) ? curvesOf(inner, stem) : null;
		if (curves === null) continue;
		if (isDataWord(key) || isHolder(key) || parts.test(key)) return null;
		models.set(key, curves);
	}
	if (models.size < 2) return null;
	const [first, ...rest] = [...models.values()].map(namesIn);
	const shared = [...first!].filter(name => rest.every(names => names.has(name)));
	return shared.length < fewestShared ? null : models;
}

const namesIn = ({columns, tables}: JsonCurves): Set<string> =>
	new Set([
		...columns.map(({name}) => name),
		...tables.flatMap(({path, signature}) => signature.split('\n').map(name => path + name)),
	]);
