import {readFileSync} from 'node:fs';
import {parseSettings, type ReadSettings, usualSettings} from '../../core/settings/settings.ts';
import {describeError} from '../../io/files.ts';
import {errorCode} from '../../io/look.ts';
import {settingsFile} from './settings-file.ts';

export interface FoundSettings extends ReadSettings {
	file: string;
	/** False where there is no such file, which is no fault. */
	exists: boolean;
	/** Line of each place in the file, counted from 1. */
	lines: ReadonlyMap<string, number>;
}

/** Reads the person's settings. A file that is missing is none; what is wrong with one is told, and the rest of it is used. */
export async function readSettings(file = settingsFile()): Promise<FoundSettings> {
	const nothing = {settings: usualSettings(), set: [], faults: [], file, exists: false, lines: new Map<string, number>()};
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch (error) {
		const isMissing = ['ENOENT', 'ENOTDIR'].includes(errorCode(error));
		return isMissing ? nothing : {...nothing, exists: true, faults: [{place: '', message: describeError(error)}]};
	}
	const [{readPlaces}, {allActions}] = await Promise.all([import('./yaml-places.ts'), import('../../actions/registry.ts')]);
	const {value, lines, error} = readPlaces(text);
	const ids = [...new Set(allActions.map(({id}) => id))];
	const read = parseSettings(value, ids);
	return {...read, faults: error === null ? read.faults : [error, ...read.faults], file, exists: true, lines};
}

/** Each fault in a line: the file, the line of it, the place, what to do. */
export function faultLines({file, faults, lines}: FoundSettings): string[] {
	return faults.map(({place, message}) => {
		const line = lines.get(place);
		return `${file}${line === undefined ? '' : `:${line}`}: ${place === '' ? '' : `${place} `}${message}`;
	});
}
