import {learnNames} from '../../formats/plain/names/own-names.ts';
import {keepUsualRoots} from '../../io/kept/usual-roots.ts';
import {putInForce} from './in-force.ts';
import {type FoundSettings, readSettings} from './read-settings.ts';

/** Reads the settings and puts them in force; once, at the start. */
export async function loadSettings(): Promise<FoundSettings> {
	const found = await readSettings();
	putInForce(found);
	learnNames(found.settings);
	if (found.exists) keepUsualRoots(found.file, found.settings.roots);
	return found;
}
