import type {FileAccess} from '../../../core/files/files.ts';
import {fileNames, type Place} from '../layout.ts';

/** Where Guild keeps what it knows of the runs of an S3, gist or Azure remote (guild/remotes/meta_sync.py), beside its home. */
const metaForm = /^(.*)\/remotes\/[^/]+\/meta\/[^/]+\/(?:trash\/)?runs\/[^/]+$/;

/**
 * Path of the run itself, where a directory is what Guild keeps of a remote's run and the run was pulled: it has all of that and the rest. Null where
 * the directory is a run, or all that there is of one.
 */
export function pulledRun(files: FileAccess, {path, name}: Place): string | null {
	const home = metaForm.exec(path)?.[1];
	if (home === undefined) return null;
	const run = `${home}/runs/${name}`;
	return files.stat(`${run}/${fileNames.own}/${fileNames.operation}`) === null ? null : run;
}
