import {readFileSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {orNull} from '../../core/or-null.ts';
import {cacheDirectory} from '../cache-directory.ts';
import {look} from '../look.ts';
import {makeDirectory} from '../write/make-directory.ts';

/**
 * The directories that the settings name, kept apart for completion, which has no time to read YAML. They are those of one state of the settings' file,
 * told by its size and time.
 */
interface KeptRoots {
	file: string;
	size: number;
	changedAtMs: number;
	roots: string[];
}

const keptFile = (): string => path.join(cacheDirectory(), 'roots.json');

const readKept = (): KeptRoots | null => orNull(() => JSON.parse(readFileSync(keptFile(), 'utf8')) as KeptRoots);

/** Roots as the settings name them, [] where they name none; null where that has to be read from the settings first. */
export function readUsualRoots(file: string): readonly string[] | null {
	const found = look(file);
	if (found === null) return [];
	const kept = readKept();
	const isSame = kept?.file === file && kept.size === found.size && kept.changedAtMs === found.mtimeMs;
	return isSame && Array.isArray(kept.roots) ? kept.roots : null;
}

/** Keeps the roots of the settings that have just been read, where they are not kept already. Nothing depends on it, so that it fails silently. */
export function keepUsualRoots(file: string, roots: readonly string[]): void {
	try {
		if (readUsualRoots(file) !== null) return;
		const {size, mtimeMs} = statSync(file);
		const kept: KeptRoots = {file, size, changedAtMs: mtimeMs, roots: [...roots]};
		makeDirectory(path.dirname(keptFile()), 0o700);
		writeFileSync(keptFile(), JSON.stringify(kept), {mode: 0o600});
	} catch {
		// A read-only home: the program is asked then.
	}
}
