import {accessSync, constants} from 'node:fs';
import {isDatabaseName} from '../../core/files/database-names.ts';
import type {Entry} from '../../core/files/files.ts';
import type {Problem} from '../../core/run.ts';
import {describeError} from '../../io/files.ts';
import {errorCode} from '../../io/look.ts';

/** Names by which alone a file could be a run, or a store of runs; those of trackers are claimed unread, and their readers say what is wrong. */
const likeRows = /\.(?:csv|tsv|jsonl|ndjson|log|out|txt)(?:\.gz)?$|(?:train|metric|loss|history|eval|result)[^/]*\.json$/i;
const likeStudies = /(?:optuna|stud(?:y|ies))[^/]*\.(?:pkl|pickle|joblib)$/i;
const isPlausible = (name: string): boolean => likeRows.test(name) || likeStudies.test(name) || isDatabaseName(name);
/** Files of one directory that are asked for. */
const mostAsked = 32;

function whyNot(path: string, mode: number): string | null {
	try {
		accessSync(path, mode);
		return null;
	} catch (error) {
		// What went away meanwhile is nobody's trouble.
		return errorCode(error) === 'ENOENT' ? null : describeError(error);
	}
}

/**
 * What this user may not look at, in a directory that was listed: without this, a locked file would look like no run at all.
 * @param claimed absolute paths that a format has taken
 */
export function findLocked(directory: string, entries: readonly Entry[], claimed: ReadonlySet<string>): Problem[] {
	if (entries.length === 0) return [];
	const shut = claimed.size === 0 ? whyNot(directory, constants.X_OK) : null;
	if (shut !== null) return [{file: directory, message: `Cannot look into this directory: ${shut}`}];
	const problems: Problem[] = [];
	const files = entries.filter(({name, kind}) => kind === 'file' && isPlausible(name)).slice(0, mostAsked);
	for (const {name} of files) {
		const file = `${directory}/${name}`;
		const why = claimed.has(file) ? null : whyNot(file, constants.R_OK);
		if (why !== null) problems.push({file, message: `Cannot be read: ${why}`});
	}
	return problems;
}
