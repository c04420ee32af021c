import type {FileAccess} from '../../../core/files/files.ts';
import type {JsonObject} from '../../../core/run.ts';
import {decodeText} from '../../../encodings/text/text.ts';
import type {RunDirectory} from '../run-directory.ts';
import {parseSettings} from '../settings/settings.ts';
import {type Environment, readMetadataFile} from './environment.ts';
import {sweepOf} from './sweeps.ts';

const maxBytes = 1024 * 1024;

/** What the small files around a log say. */
export interface Surroundings {
	/** From versions that do not write it into the log. */
	environment: Environment | null;
	/** Settings of the workspace; null where the file makes no sense. */
	settings: JsonObject | null;
	/** True once the run was uploaded with `wandb sync`. */
	synced: boolean;
	/** The sweep that the run was started for; '' for none. */
	sweep: string;
}

export const noSurroundings: Surroundings = {environment: null, settings: {}, synced: false, sweep: ''};

export function readSurroundings(directory: RunDirectory, files: FileAccess): Surroundings {
	const metadata = files.readWhole(directory.metadata, maxBytes);
	const settings = files.readWhole(directory.settings, maxBytes);
	return {
		environment: metadata === null ? null : readMetadataFile(metadata),
		settings: settings === null ? {} : parseSettings(decodeText(settings)),
		synced: files.stat(directory.synced) !== null,
		sweep: sweepOf(directory, files),
	};
}
