import {usualSettings} from '../../core/settings/settings.ts';
import type {FoundSettings} from './read-settings.ts';
import {settingsFile} from './settings-file.ts';

/** The settings of this process; the usual ones until they have been read. */
let inForce: FoundSettings = {
	settings: usualSettings(),
	set: [],
	faults: [],
	hidesReadonly: false,
	file: settingsFile(),
	exists: false,
	lines: new Map(),
};

export const settingsInForce = (): FoundSettings => inForce;

/** Puts settings in force, before anything that heeds them runs. */
export function putInForce(found: FoundSettings): void {
	inForce = found;
}
