import type {Entry} from '../../../core/files/files.ts';
import {nameOf} from '../../../core/files/paths.ts';
import {startedTextOf} from '../run-directory.ts';

/**
 * Files of a run of wandb before 0.10 (wandb/run_manager.py, meta.py, history.py of 0.8), all right in its directory: what it logged and what was
 * measured of the machine as JSON lines, the other files are written whole.
 */
export interface OldLayout {
	history: string;
	events: string;
	summary: string;
	metadata: string;
	config: string;
	output: string;
}

export const oldLayoutOf = (directory: string): OldLayout => ({
	history: `${directory}/wandb-history.jsonl`,
	events: `${directory}/wandb-events.jsonl`,
	summary: `${directory}/wandb-summary.json`,
	metadata: `${directory}/wandb-metadata.json`,
	config: `${directory}/config.yaml`,
	output: `${directory}/output.log`,
});

const ownName = /^wandb-(?:history\.jsonl|events\.jsonl|summary\.json|metadata\.json)$/;
const laterName = /^run-.+\.wandb$/;

/**
 * Its own files in the directory of such a run, which is told by its name and one of them, or, where a copy was given another name, by its rows and
 * one more; none for any other directory. Later versions have these files in `files/`, and no rows there.
 */
export function findOldFiles(directory: string, entries: readonly Entry[]): string[] {
	const names = entries.filter(({name, kind}) => kind === 'file' && ownName.test(name)).map(({name}) => name);
	if (names.length === 0 || entries.some(({name}) => laterName.test(name))) return [];
	const hasRows = names.includes('wandb-history.jsonl');
	const isNamed = startedTextOf(nameOf(directory)) !== null;
	const isLater = entries.some(({name, kind}) => kind === 'directory' && (name === 'files' || name === 'logs'));
	const isRun = hasRows ? isNamed || names.length > 1 : isNamed && !isLater;
	return isRun ? names.sort().map(name => `${directory}/${name}`) : [];
}

/** True for a file that such a run is claimed by. */
export const isOldFile = (path: string): boolean => ownName.test(nameOf(path));
