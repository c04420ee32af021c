import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import type {Target} from '../../core/acting/target.ts';
import {isDirectory} from '../../io/look.ts';

/** Finds the run that a tracker makes when it starts one again: what was not beside the old one before. */

const idForm = /^[0-9a-f-]{32,36}$/;

function namesIn(directory: string): string[] {
	try {
		return readdirSync(directory);
	} catch {
		return [];
	}
}

/** True for a run of Guild that was made from that one, as its parameters say (guildai 0.9.0, run_params). */
function isMadeFrom(directory: string, id: string): boolean {
	try {
		return readFileSync(path.join(directory, '.guild/attrs/run_params'), 'utf8').includes(`\nproto: ${id}\n`);
	} catch {
		return false;
	}
}

/**
 * Notes what is there now.
 * @returns looks again: the id of the run that was made since, or its path where its tracker's ids are only known from its files; null where
 * none is seen yet, or more than one
 */
export function watchForMade({format, path: old, id}: Target): () => string | null {
	const directory = path.dirname(old);
	const before = new Set(namesIn(directory));
	return () => {
		const fresh = namesIn(directory).filter(name => !before.has(name));
		const made = fresh.flatMap(name => {
			const at = path.join(directory, name);
			if (format === 'guild') return idForm.test(name) && isMadeFrom(at, id) ? [name] : [];
			if (format === 'gage') return name.endsWith('.meta') ? [name.slice(0, -'.meta'.length)] : [];
			return !name.startsWith('.') && isDirectory(at) ? [at] : [];
		});
		return made.length === 1 ? made[0]! : null;
	};
}
