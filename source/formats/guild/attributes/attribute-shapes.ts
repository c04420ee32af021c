import type {Json} from '../../../core/run.ts';
import {earliestMicros} from './micros.ts';

const isTime = (value: Json): boolean => typeof value === 'number' && value >= earliestMicros;
const isMap = (value: Json): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the attributes that say most of a run must be, and how that is called. */
const shapes: Record<string, [(value: Json) => boolean, string]> = {
	exit_status: [value => typeof value === 'number' && Number.isInteger(value), 'no exit status'],
	started: [isTime, 'no time in microseconds'],
	stopped: [isTime, 'no time in microseconds'],
	flags: [isMap, 'no map of flags'],
};

/** What is wrong with a value that is sound YAML and not what Guild writes there; null where nothing is. */
export function faultOfShape(name: string, value: Json): string | null {
	const shape = shapes[name];
	if (shape === undefined || value === null || shape[0](value)) return null;
	return `Is ${shape[1]}, or was cut: ${JSON.stringify(value).slice(0, 60)}`;
}

const restore = 'restore the file from a copy';
const setAgain = (command: string): string => `restore the file from a copy, or set it again with \`guild ${command}\``;
const losses: Record<string, string> = {
	exit_status: `how the run ended is not known from it: ${restore}`,
	started: `when the run was started is not known from it: ${restore}`,
	stopped: `when the run ended is not known from it: ${restore}`,
	flags: `those that are lost are taken from its command, if at all: ${restore}`,
	label: setAgain('label'),
	tags: setAgain('tag'),
	comments: setAgain('comment'),
};

/** What follows from the damage of an attribute, and what to do. */
export const remedyOf = (name: string): string => losses[name] ?? restore;
