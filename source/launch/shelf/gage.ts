import {randomUUID} from 'node:crypto';
import {existsSync, readdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import type {Target} from '../../core/acting/target.ts';
import {textAt} from '../../io/look.ts';
import {makeDirectory} from '../../io/write/make-directory.ts';
import type {Move, Shelf} from './move.ts';
import {timeId} from './time-id.ts';

const deleted = '.deleted';
/** The name of the archive that xtui puts runs into, as Gage lists it. */
const archiveName = 'xtui';

const namesIn = (directory: string) => (existsSync(directory) ? readdirSync(directory).sort() : []);

/** Gage keeps a run as siblings named by its id; the release renames them, later versions append markers. */
export function gageShelf({path: at, id, facts, status}: Target): Shelf | null {
	const runs = path.dirname(at);
	const own = namesIn(runs).filter(name => name === id || name.startsWith(`${id}.`));
	const meta = own.find(name => name.startsWith(`${id}.meta`));
	if (meta === undefined) return null;
	const about = facts.extra.Gage;
	const isArchived = about !== null && typeof about === 'object' && !Array.isArray(about) && about.archive !== undefined;
	const now = status === 'deleted' ? 'trash' : isArchived ? 'archive' : null;
	const parts = own.map(name => path.join(runs, name));
	const marks = !isRelease(path.join(runs, meta)) || own.includes(`${id}.move`);
	return {
		now,
		tellsByPlace: true,
		parts,
		toTrash: marks ? mark(runs, id, 'trash') : rename(runs, own, name => (name.endsWith(deleted) ? name : name + deleted)),
		toArchive: marks ? archive(runs, id) : null,
		back: marks ? mark(runs, id, 'active') : rename(runs, own, name => name.replace(/\.deleted$/, '')),
	};
}

/** The release writes operations in the first form of its `opref`, and leaves the meta a directory. */
const isRelease = (meta: string): boolean => textAt(path.join(meta, 'opref'))?.startsWith('1 ') === true;

/** The meta comes last: it is what makes the run, so that what was cut off in between can be done again. */
function rename(runs: string, own: readonly string[], to: (name: string) => string): Move {
	const ordered = [...own].sort((a, b) => Number(a.includes('.meta')) - Number(b.includes('.meta')));
	const changed = ordered.filter(name => to(name) !== name);
	return {
		lines: changed.map(name => ({label: 'moves', text: `${path.join(runs, name)} to ${to(name)}`})),
		perform() {
			for (const name of changed) renameSync(path.join(runs, name), path.join(runs, to(name)));
		},
	};
}

/** An empty file whose name says when the run was put where. */
function mark(runs: string, id: string, container: string): Move {
	const directory = path.join(runs, `${id}.move`);
	return {
		lines: [{label: 'marks', text: `${directory}/…-${container}`}],
		perform() {
			makeDirectory(directory);
			writeFileSync(path.join(directory, `${timeId(Date.now(), namesIn(directory))}-${container}`), '', {flag: 'wx'});
		},
	};
}

function archive(runs: string, id: string): Move {
	const archives = path.join(runs, '.archives');
	const known = namesIn(archives).find(name => nameOf(path.join(archives, name)) === archiveName);
	return {
		lines: [
			{
				label: 'marks',
				text: `${runs}/${id}.move/…, in Gage's archive ${archiveName}${known === undefined ? ', which is made' : ''}`,
			},
		],
		perform() {
			const archiveId = known ?? randomUUID();
			if (known === undefined) {
				const record = {id: archiveId, name: archiveName, date: Math.floor(Date.now() / 1000)};
				makeDirectory(path.join(archives, archiveId));
				writeFileSync(path.join(archives, archiveId, `${timeId(Date.now(), [])}.json`), JSON.stringify(record), {flag: 'wx'});
			}
			mark(runs, id, archiveId).perform();
		},
	};
}

/** Name in the newest record of an archive; null where it was deleted. */
function nameOf(directory: string): string | null {
	const last = namesIn(directory).at(-1);
	if (last === undefined || !last.endsWith('.json')) return null;
	try {
		const {name}: {name?: unknown} = JSON.parse(readFileSync(path.join(directory, last), 'utf8'));
		return typeof name === 'string' ? name : null;
	} catch {
		return null;
	}
}
