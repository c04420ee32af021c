import type {FileAccess} from '../../../core/files/files.ts';
import type {JsonObject} from '../../../core/run.ts';
import {decodeFile, decodeText} from '../../../encodings/text/text.ts';
import type {RunRecord} from '../log/run-record.ts';
import type {RunDirectory} from '../run-directory.ts';
import {readSettingsTrail} from './debug-log.ts';
import {mergeSettings} from './merge-settings.ts';
import {parseSettings} from './settings.ts';

const maxBytes = 1024 * 1024;
/** The lines about settings are among the first. */
const trailBytes = 32 * 1024;

/**
 * Settings of a run with where each came from, as far as that can be seen: files, what `logs/debug.log` says of the environment, and what the
 * run recorded. It reads files, so it is made when somebody looks.
 */
export function describeSettings(directory: RunDirectory, record: RunRecord | null, files: FileAccess): JsonObject {
	const log = files.readRange(directory.debugLog, 0, trailBytes);
	const trail = readSettingsTrail(log === null ? '' : decodeText(log));
	const layers = [
		// The workspace may have been moved since; a user's own file is only there on the machine of the run.
		...trail.files.filter(isOwnFile).map(file => ({from: file, values: readSettings(file, files)})),
		{from: 'wandb/settings', values: readSettings(directory.settings, files)},
		{from: 'the environment', values: trail.environment},
		{from: 'what wandb found out', values: trail.inferred},
		{from: 'wandb.setup', values: trail.setup},
	];
	const program = directory.mode === 'online' ? 'wandb.init or the server' : 'wandb.init';
	const knowsEnvironment = Object.keys(trail.environment).length > 0;
	const beyond = knowsEnvironment ? program : `${program}, the environment or the user's settings`;
	return mergeSettings(layers, recordedSettings(directory, record), beyond);
}

const isOwnFile = (file: string): boolean => !file.endsWith('/wandb/settings') || file.endsWith('/.config/wandb/settings');

/** Empty where there is no file, or one that makes no sense: wandb passes over it too. */
function readSettings(path: string, files: FileAccess): JsonObject {
	const bytes = files.readWhole(path, maxBytes);
	return (bytes === null ? null : parseSettings(decodeFile(bytes))) ?? {};
}

/** What the run itself recorded of its settings, under wandb's names for them. */
function recordedSettings({mode}: RunDirectory, record: RunRecord | null): JsonObject {
	if (record === null) return {mode};
	return {
		mode,
		project: record.project,
		entity: record.entity,
		run_group: record.group,
		run_job_type: record.jobType,
		run_name: record.name,
		run_notes: record.notes,
		run_tags: record.tags,
		sweep_id: record.sweep,
	};
}
