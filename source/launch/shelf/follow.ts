import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import type {Target} from '../../core/acting/target.ts';
import {guildShelf} from './guild.ts';
import {placeOf, shelvedPaths} from './native.ts';

/**
 * A run where it lies now, if it was put away or taken back a moment ago, before whoever asks has seen that.
 * @returns the target as it is where it has not moved, or is not found
 */
export function followMoved(target: Target): Target {
	if (existsSync(target.path)) return target;
	const found = placesOf(target).find(at => existsSync(at) && isSame(target, at));
	return found === undefined ? target : {...target, path: found};
}

function placesOf({format, path: at}: Target): string[] {
	if (format === 'gage') return [`${at}.deleted`, at.replace(/\.deleted$/, '')];
	if (format === 'guild') {
		const shelf = guildShelf({path: at});
		return [shelf?.toTrash.to, shelf?.back.to].flatMap(to => to?.replace(/-\d+$/, '') ?? []);
	}
	return [...shelvedPaths(at), path.join(placeOf(at).home, path.basename(at))];
}

/** A run of xtui names itself; another one may have taken its place. */
function isSame({format, id}: Target, at: string): boolean {
	if (format !== 'xtui') return true;
	try {
		const record: {id?: unknown} = JSON.parse(readFileSync(path.join(at, 'xtui-run.json'), 'utf8'));
		return record.id === id;
	} catch {
		return false;
	}
}
