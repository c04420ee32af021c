import {PickleNode, type PickleValue} from '../../encodings/pickle/index.ts';
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
}

export interface Pipeline {
	started: boolean;
	/** Undefined where a cut file does not tell, as with the next. */
	finished: boolean | undefined;
	/** "ClassName: message" */
	error: string | null | undefined;
	errorStack: string | null;
}

export const unknownState: SavedState = {
	name: null,
	description: null,
	marker: null,
	manualStatus: null,
	resolution: null,
	pipeline: undefined,
};

/** Reads the attributes of `xman.exp.ExpData` or `xman.struct.ExpStructData`; null for anything else. */
export function stateOf({value, damage}: Pick<Saved, 'value' | 'damage'>): SavedState | null {
	if (!(value instanceof PickleNode) || !/^(ExpData|ExpStructData|ExpProjData|ExpGroupData)$/.test(value.shortName)) return null;
	const fields = fieldsOf(value);
	return {
		name: textOf(fields.get('name')),
		description: textOf(fields.get('descr')),
		marker: textOf(fields.get('marker')),
		manualStatus: textOf(fields.get('manual_status')),
		resolution: textOf(fields.get('manual_status_resolution')),
		pipeline: fields.has('pipeline') ? pipelineOf(fields.get('pipeline'), damage === null) : undefined,
	};
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
		started: fields.get('started') === true,
		finished: isWhole || fields.has('finished') ? fields.get('finished') === true : undefined,
		error: isWhole || fields.has('error') ? textOf(fields.get('error')) : undefined,
		errorStack: textOf(fields.get('error_stack')),
	};
}

function textOf(value: PickleValue | undefined): string | null {
	if (typeof value === 'string') return value;
	return typeof value === 'number' || typeof value === 'bigint' ? String(value) : null;
}
