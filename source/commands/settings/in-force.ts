import {usualSettings} from '../../core/settings.ts';
import {learnNames} from '../../formats/plain/own-names.ts';
import {type FoundSettings, readSettings, settingsFile} from './read-settings.ts';

/** The settings of this process; the usual ones until they have been read. */
let inForce: FoundSettings = {
	settings: usualSettings(),
	set: [],
	faults: [],
	file: settingsFile(),
	exists: false,
	lines: new Map(),
};

/** Reads the settings once, before anything that heeds them runs. */
export async function loadSettings(): Promise<FoundSettings> {
	inForce = await readSettings();
	learnNames(inForce.settings);
	return inForce;
}

export function settingsInForce(): FoundSettings {
	return inForce;
}
