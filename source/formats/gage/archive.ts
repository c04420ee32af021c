import {type FileAccess, stateText} from '../../core/files/files.ts';
import {ZipArchive} from '../../encodings/zip.ts';
import {SharedByPath} from '../shared-by-path.ts';

export const mostZipBytes = 512 * 1024 * 1024;

/** Archives that were read to tell whether they count, until the run is opened that they are of. */
const waiting = new SharedByPath<{state: string; zip: ZipArchive}>();

/** An archive; null where it cannot be read, or is larger than 512 MiB. */
export function readArchive(files: FileAccess, path: string): ZipArchive | null {
	const held = waiting.of(files);
	const before = held.get(path);
	held.delete(path);
	if (before !== undefined && before.state === stateOf(files, path)) return before.zip;
	const bytes = files.readWhole(path, mostZipBytes);
	return bytes === null ? null : new ZipArchive(bytes);
}

/** The same for one whose run is opened next: that need not read it again. */
export function readAhead(files: FileAccess, path: string): ZipArchive | null {
	const state = stateOf(files, path);
	if (state === null) return null;
	const zip = readArchive(files, path);
	if (zip !== null) waiting.of(files).set(path, {state, zip});
	return zip;
}

function stateOf(files: FileAccess, path: string): string | null {
	const stat = files.stat(path);
	return stat === null ? null : stateText(stat);
}
