import {isWithin} from '../../core/files/paths.ts';
import {LookedBelow} from '../asleep/looked-below.ts';
import type {Looked} from '../asleep/noting-files.ts';
import type {Resolved} from './resolve.ts';
import type {Found, Visit} from './walk.ts';

/** What was asked of a directory. */
interface Asked {
	/** What was looked at for the answer. */
	looked: Looked;
	/** True where nothing was wrong there. */
	isSound: boolean;
	undecided: ReadonlyMap<string, string>;
}

/**
 * What the run of a directory with no other one below it depends on, beyond what its own reader reads: as long as all of that is as it was, the
 * next start need not list it. Null where that is not all that decides.
 */
export function aroundLeaf(
	{path: directory, depth}: Visit<unknown>,
	{entries, stat, atMs}: Found,
	{looked, isSound, undecided}: Asked,
	{here, apart}: Resolved,
): LookedBelow | null {
	if (here.length !== 1 || apart.length > 0 || undecided.size > 0 || !isSound) return null;
	// Some file systems tell no times of directories.
	if (stat.modifiedAtMs <= 0) return null;
	// What is no text is told of wherever it lies.
	if (!entries.every(({kind, name}) => kind === 'file' && !name.includes('\ufffd'))) return null;
	// A directory above changes with each run that comes beside this one, which would be read anew each time.
	for (const at of looked.keys()) if (at !== directory && isWithin(directory, at)) return null;
	const around = new LookedBelow(atMs, looked, depth);
	around.enter(directory, stat);
	around.settle();
	return around;
}
