import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {parseSettings, type ReadSettings, unseenReadonly, usualSettings} from '../../core/settings/settings.ts';
import {describeError} from '../../io/files.ts';
import {errorCode, isLink, lookAtItself} from '../../io/look.ts';
import {settingsFile} from './settings-file.ts';

export interface FoundSettings extends ReadSettings {
	file: string;
	/** False where there is no such file, which is no fault, and where nobody can say whether there is. */
	exists: boolean;
	/** Line of each place in the file, counted from 1. */
	lines: ReadonlyMap<string, number>;
}

/**
 * Reads the person's settings. A file that is missing is none; what is wrong with one is told, and the rest of it is used. Where nobody can say whether
 * it forbids to act, it does.
 */
export async function readSettings(file = settingsFile()): Promise<FoundSettings> {
	const lines = new Map<string, number>();
	const nothing = {settings: usualSettings(), set: [], faults: [], hidesReadonly: false, file, exists: false, lines};
	const blindFor = (message: string): FoundSettings => ({
		...nothing,
		// Not in a directory that may not be entered: nobody knows then whether there are settings.
		exists: lookAtItself(file) !== null,
		settings: {...nothing.settings, ...unseenReadonly},
		faults: [{place: '', message}],
		hidesReadonly: true,
	});
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch (error) {
		if (!['ENOENT', 'ENOTDIR'].includes(errorCode(error)))
			return blindFor(`cannot be read: ${describeError(error)}; until it can, nothing of it is in force`);
		const link = [file, path.dirname(file)].find(at => isLink(at) && !existsSync(at));
		return link === undefined ? nothing : blindFor(`cannot be read: ${link} is a link that leads nowhere`);
	}
	const [{readPlaces}, {allActions}] = await Promise.all([import('./yaml-places.ts'), import('../../actions/registry.ts')]);
	const placed = readPlaces(text);
	if (placed.error !== null) return {...blindFor(placed.error.message), lines: placed.lines};
	const ids = [...new Set(allActions.map(({id}) => id))];
	return {...parseSettings(placed.value, ids), file, exists: true, lines: placed.lines};
}

/** Each fault in a line: the file, the line of it, the place, what to do. */
export function faultLines({file, faults, lines}: Pick<FoundSettings, 'file' | 'faults' | 'lines'>): string[] {
	return faults.map(({place, message}) => {
		const line = lines.get(place);
		return `${file}${line === undefined ? '' : `:${line}`}: ${place === '' ? '' : `${place} `}${message}`;
	});
}
