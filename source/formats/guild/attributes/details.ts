import type {Json, JsonObject} from '../../../core/run.ts';
import {nameOperation} from './operation.ts';
import type {RunRecord} from './record.ts';

/** Attributes that nothing but the details of a run shows, with their titles there. */
const shown = new Map([
	['objective', 'objective'],
	['random_seed', 'random seed'],
	['deps', 'dependencies'],
	['platform', 'platform'],
	['initialized', 'initialized'],
]);

/**
 * The section of a run's details, which is made when it is looked at: reading its attributes takes as long as all else that a list of
 * runs needs.
 */
export function lazyDetails(record: RunRecord): JsonObject {
	let made: JsonObject | null = null;
	return {
		get Guild() {
			made ??= makeDetails(record);
			return made;
		},
		...(record.madeFrom !== null && {restart_of: record.madeFrom}),
	};
}

function makeDetails({attributes, operation}: RunRecord): JsonObject {
	const details: JsonObject = {};
	if (operation !== null) {
		details.operation = nameOperation(operation);
		details.from = [operation.kind, operation.package, operation.version].filter(word => word !== '').join(' ');
	}
	const label = attributes.get('label');
	if (label !== undefined && label !== null) details.label = label;
	attributes.refresh([...shown.keys()]);
	for (const [name, title] of shown) {
		const value = attributes.get(name);
		if (value !== undefined && !isEmpty(value)) details[title] = name === 'initialized' ? timeText(value) : value;
	}
	return details;
}

function isEmpty(value: Json): boolean {
	return value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}

function timeText(microseconds: Json): Json {
	const ms = Number(microseconds) / 1000;
	return Math.abs(ms) < 8.64e15 ? new Date(ms).toISOString() : microseconds;
}
