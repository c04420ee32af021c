import {flattenConfig} from '../flatten.ts';
import type {JsonObject, RunFacts} from '../run.ts';

/** Moments differ in every run and say nothing of where it ran. */
const moment = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/;

/** Where and in what a run ran, as far as its trackers say: host, directory, variables that were set for it, and what else they tell of the machine. */
export function environmentOf({host, user, command, extra}: RunFacts): JsonObject {
	const told: JsonObject = {};
	if (host !== null) told.host = host;
	if (user !== null) told.user = user;
	if (command?.cwd) told.directory = command.cwd;
	if (command?.argv[0]) told.program = command.argv[0];
	for (const [name, value] of Object.entries(command?.env ?? {})) told[`env ${name}`] = value;
	for (const [key, value] of Object.entries(flattenConfig({...extra})))
		if (typeof value !== 'string' || !moment.test(value)) told[key] ??= value;
	return told;
}
