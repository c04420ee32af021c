import {type FileAccess, stateText} from '../core/files/files.ts';
import {nowOf, settledAfterMs} from './file-clock.ts';

/** What was listed last. Sources of one directory are mostly read one after the other. */
const latest = new WeakMap<FileAccess, {directory: string; state: string; names: readonly string[]}>();

/** Names in a directory, none where it cannot be listed. For what each of many files in it asks: it is listed again only when it has changed. */
export function namesIn(directory: string, files: FileAccess): readonly string[] {
	const stat = files.stat(directory);
	const state = stateText(stat);
	const known = latest.get(files);
	if (known?.directory === directory && known.state === state) return known.names;
	const names = files.names(directory);
	// Some file systems tell no times of directories.
	const isTold = stat !== null && stat.modifiedAtMs > 0;
	if (names !== null && isTold && nowOf(files) - stat.modifiedAtMs > settledAfterMs) latest.set(files, {directory, state, names});
	return names ?? [];
}
