import {keyText, PickleNode, type PickleValue, pickleToJson, plainValue} from '../../encodings/pickle/index.ts';
import type {Saved} from './saved.ts';

/** What `.data` says of an experiment, a group or a project; what an older xman did not write yet is null. */
export interface SavedState {
	name: string | null;
	description: string | null;
	marker: string | null;
	manualStatus: string | null;
	resolution: string | null;
	/** Undefined where a cut file does not tell, null where no pipeline was made. */
	pipeline: Pipeline | null | undefined;
	/** What has a file of its own since xman 0.1.0, and was an attribute before; null where there is none. */
	inside: Inside;
}

export interface Inside {
	result: PickleValue;
	manualResult: PickleValue;
	/** The object with the run function and its parameters. */
	run: PickleNode | null;
}

export interface Pipeline {
	started: boolean;
	/** Undefined where a cut file does not tell, as with the next. */
	finished: boolean | undefined;
	/** "ClassName: message" */
	error: string | null | undefined;
	errorStack: string | null;
	/** True where it holds what it returned, as before xman 0.1.0, which has a file for that. */
	holdsResult: boolean;
}

export const unknownState: SavedState = {
	name: null,
	description: null,
	marker: null,
	manualStatus: null,
	resolution: null,
	pipeline: undefined,
	inside: {result: null, manualResult: null, run: null},
};

/** Reads the attributes of `xman.exp.ExpData` or `xman.struct.ExpStructData`; null for anything else. */
export function stateOf({value, damage}: Pick<Saved, 'value' | 'damage'>): SavedState | null {
	if (!(value instanceof PickleNode) || !/^(ExpData|ExpStructData|ExpProjData|ExpGroupData)$/.test(value.shortName)) return null;
	const fields = fieldsOf(value);
	const pipeline = fields.get('pipeline');
	return {
		name: textOf(fields.get('name')),
		description: textOf(fields.get('descr')),
		marker: markerOf(fields.get('marker')),
		manualStatus: textOf(fields.get('manual_status'))?.replace(/^TODO$/, 'TO_DO') ?? null,
		resolution: textOf(fields.get('manual_status_resolution')),
		pipeline: fields.has('pipeline') ? pipelineOf(pipeline, damage === null) : undefined,
		inside: {
			result: fieldsOf(pipeline).get('result') ?? null,
			manualResult: fields.get('manual_result') ?? null,
			run: pipeline instanceof PickleNode && fieldsOf(pipeline).has('params') ? pipeline : null,
		},
	};
}

/** The same of an experiment; null where it is that of a group or a project, in which xman itself would not find what it needs. */
export function experimentStateOf(saved: Pick<Saved, 'value' | 'damage'>): SavedState | null {
	return saved.value instanceof PickleNode && saved.value.shortName === 'ExpData' ? stateOf(saved) : null;
}

/** The same of a group or a project; null where it is that of an experiment. */
export function boxStateOf(saved: Pick<Saved, 'value' | 'damage'>): SavedState | null {
	return experimentStateOf(saved) === null ? stateOf(saved) : null;
}

/** Attributes of an object that was pickled with its `__dict__`. */
export function fieldsOf(value: PickleValue | undefined): Map<PickleValue, PickleValue> {
	return value instanceof PickleNode && value.state instanceof Map ? value.state : new Map();
}

function pipelineOf(value: PickleValue | undefined, isWhole: boolean): Pipeline | null | undefined {
	if (value === null) return null;
	const fields = fieldsOf(value);
	if (!fields.has('started')) return undefined;
	return {
		started: isTrue(fields.get('started')),
		finished: isWhole || fields.has('finished') ? isTrue(fields.get('finished')) : undefined,
		error: isWhole || fields.has('error') ? errorOf(fields.get('error')) : undefined,
		errorStack: textOf(fields.get('error_stack')),
		holdsResult: fields.has('result'),
	};
}

/** Truth as Python tells it, by which xman asks. */
function isTrue(given: PickleValue | undefined): boolean {
	const value = given === undefined ? null : plainValue(given);
	if (Array.isArray(value) || typeof value === 'string') return value.length > 0;
	if (value instanceof Map) return value.size > 0;
	return Boolean(value);
}

/** A text, or before xman 0.1.0 the exception itself, which Python would write as its class and its arguments. */
function errorOf(value: PickleValue | undefined): string | null {
	if (value === undefined || value === null) return null;
	if (!(value instanceof PickleNode)) return textOf(value) ?? JSON.stringify(pickleToJson(value, {maxValues: 50}));
	const name = value.className.replace(/^(builtins|__main__)\./, '');
	const {args} = value;
	if (args.length === 0) return name;
	const [only = null] = args;
	if (args.length === 1) return `${name}: ${typeof only === 'string' ? only : keyText(only)}`;
	return `${name}: (${args.map(argument => (typeof argument === 'string' ? `'${argument}'` : keyText(argument))).join(', ')})`;
}

/** A marker is whatever a person gave; xman shows any that is true for Python as Python writes it. */
function markerOf(value: PickleValue | undefined): string | null {
	const text = textOf(value);
	if (text !== null || value === undefined || !isTrue(value)) return text;
	return value === true ? 'True' : keyText(value);
}

function textOf(value: PickleValue | undefined): string | null {
	if (typeof value === 'string') return value;
	return typeof value === 'number' || typeof value === 'bigint' ? String(value) : null;
}
