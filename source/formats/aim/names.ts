import type {Json, JsonObject} from '../../core/run.ts';
import {isObject} from '../values.ts';

/** How Aim names what it measures of the machine. */
export const systemPrefix = '__system__';

/** What a run has tracked under one name in one context: key of the context, name, and the kind of its values. */
export interface Trace {
	context: string;
	name: string;
	/** "float", "int", "number", or of objects "aim.image", "list(aim.text)". */
	kind: string;
}

const numeric: ReadonlySet<string> = new Set(['float', 'float64', 'int', 'number']);

export const isMetric = ({kind}: Trace): boolean => numeric.has(kind);

/** What a run has tracked, by the tree of its metadata. */
export function* tracesOf(tree: JsonObject): Generator<Trace> {
	if (!isObject(tree.traces)) return;
	for (const [context, named] of Object.entries(tree.traces)) {
		if (!isObject(named)) continue;
		for (const [name, about] of Object.entries(named))
			if (isObject(about)) yield {context, name, kind: typeof about.dtype === 'string' ? about.dtype : 'float'};
	}
}

/** What a run has tracked in no context, by its name. */
export function plainNames(tree: JsonObject): Set<string> {
	const contexts = isObject(tree.contexts) ? tree.contexts : {};
	const isPlain = ({context}: Trace) => JSON.stringify(contexts[context] ?? {}) === '{}';
	return new Set([...tracesOf(tree)].filter(isPlain).map(({name}) => name));
}

/**
 * The name of a metric in its context: "train/loss" for the loss of the subset that Aim's own callbacks and examples tell apart by, and
 * "loss gpu=0" for all others, as for one whose short name the run has given to another metric (`plain`).
 */
export function nameIn(context: Json | undefined, name: string, plain: ReadonlySet<string> = new Set()): string {
	if (!isObject(context)) return name;
	// What Aim takes over from TensorBoard's files has an `entry` that is None where the file lies in no directory of its own.
	const entries = Object.entries(context).filter(([, value]) => value !== null);
	const [first] = entries;
	const short = entries.length === 1 && first![0] === 'subset' && typeof first![1] === 'string' ? `${first![1]}/${name}` : null;
	if (short !== null && !plain.has(short)) return short;
	return [name, ...entries.map(([key, value]) => `${key}=${textOf(value)}`)].join(' ');
}

const textOf = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));
