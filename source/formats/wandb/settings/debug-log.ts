import type {JsonObject} from '../../../core/run.ts';
import {parsePythonDict} from '../../../encodings/json/python-literal.ts';

/** What the beginning of `logs/debug.log` says of where wandb took its settings from, in the versions that write it there. */
export interface SettingsTrail {
	/** Settings files in the order they were read; absolute on the machine of the run. */
	files: string[];
	/** From `WANDB_…` variables, by the setting's name. Up to wandb 0.18. */
	environment: JsonObject;
	/** What wandb found out by itself. */
	inferred: JsonObject;
	/** What the program gave to `wandb.setup`. */
	setup: JsonObject;
}

const filePattern = /Loading settings from (\/.+|[A-Za-z]:\\.+)$/;
const valuePatterns: [Exclude<keyof SettingsTrail, 'files'>, RegExp][] = [
	['environment', /Loading settings from environment variables: (\{.*\})$/],
	['inferred', /Inferring run settings from compute environment: (\{.*\})$/],
	['setup', /Applying setup settings: (\{.*\})$/],
];

/** Reads the lines about settings; what a version does not write is empty. */
export function readSettingsTrail(text: string): SettingsTrail {
	const trail: SettingsTrail = {files: [], environment: {}, inferred: {}, setup: {}};
	for (const line of text.split(/\r?\n/)) {
		const file = filePattern.exec(line)?.[1];
		if (file !== undefined && !trail.files.includes(file)) trail.files.push(file);
		for (const [part, pattern] of valuePatterns) {
			const found = pattern.exec(line)?.[1];
			const values = found === undefined ? undefined : parsePythonDict(found);
			if (values !== null && typeof values === 'object' && !Array.isArray(values)) trail[part] = values;
		}
	}
	return trail;
}
