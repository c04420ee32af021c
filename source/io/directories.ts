import {cpSync, existsSync, lstatSync, readdirSync, renameSync, rmSync, statfsSync} from 'node:fs';
import path from 'node:path';
import {errorCode} from './look.ts';
import {readProcess} from './processes/processes.ts';
import {makeDirectory} from './write/make-directory.ts';
import {syncEntry} from './write/replace.ts';

/** Bytes and number of the files in a directory (or of one file); links are not followed, what cannot be read counts nothing. */
export function measureDirectory(at: string): {bytes: number; files: number} {
	const total = {bytes: 0, files: 0};
	const visit = (place: string) => {
		try {
			const stat = lstatSync(place);
			if (stat.isDirectory()) {
				for (const name of readdirSync(place)) visit(path.join(place, name));
				return;
			}
			total.bytes += stat.size;
			total.files++;
		} catch {
			// Gone or closed in the meantime.
		}
	};
	visit(at);
	return total;
}

/**
 * Copies a directory whole, links as links, times kept. Under its name there is either all of it or nothing.
 * @throws what the system says; what was copied so far is removed then
 */
export function copyDirectory(from: string, to: string): void {
	const above = path.dirname(to);
	const temporary = path.join(above, `.${path.basename(to)}.${process.pid}.tmp`);
	dropLeft(above, path.basename(to));
	try {
		cpSync(from, temporary, {
			recursive: true,
			preserveTimestamps: true,
			verbatimSymlinks: true,
			errorOnExist: true,
			force: false,
		});
		syncFiles(temporary);
		renameSync(temporary, to);
		syncEntry(above);
	} catch (error) {
		const reason = reasonOf(error, above);
		rmSync(temporary, {recursive: true, force: true});
		throw reason;
	}
}

/** Later versions of Node say "input/output error" of every copy that fails; where there is no room at all, that is why. */
function reasonOf(error: unknown, directory: string): unknown {
	const isVague = errorCode(error) === 'EIO';
	if (!isVague || statfsSync(directory).bavail > 0) return error;
	return Object.assign(new Error(`ENOSPC: no space left on device, copy to '${directory}'`, {cause: error}), {code: 'ENOSPC'});
}

/** Copies of that name that were cut off: their program is gone. */
function dropLeft(directory: string, name: string): void {
	for (const entry of readdirSync(directory)) {
		const pid = entry.startsWith(`.${name}.`) ? /^(\d+)\.tmp$/.exec(entry.slice(name.length + 2))?.[1] : undefined;
		if (pid !== undefined && readProcess(Number(pid)) === null)
			rmSync(path.join(directory, entry), {recursive: true, force: true});
	}
}

/** What was copied is on the disk, and not only on its way there, before anything else is removed. */
function syncFiles(directory: string): void {
	for (const name of readdirSync(directory)) {
		const at = path.join(directory, name);
		const stat = lstatSync(at);
		if (stat.isDirectory()) syncFiles(at);
		else if (stat.isFile()) syncEntry(at);
	}
	syncEntry(directory);
}

/** Removes a directory, under another name first: nothing half removed is ever taken for a run. */
export function removeDirectory(at: string): void {
	const gone = path.join(path.dirname(at), `.${path.basename(at)}.${process.pid}.gone`);
	renameSync(at, gone);
	rmSync(gone, {recursive: true});
}

/** A path that nothing has yet: the given one, else with a number behind it. */
export function freeName(wanted: string): string {
	for (let count = 1; ; count++) {
		const name = count === 1 ? wanted : `${wanted}-${count}`;
		if (!existsSync(name)) return name;
	}
}

/**
 * Moves a directory whole: by its name on one file system; to another one it is copied, and removed here when the copy is on the disk.
 * @throws what the system says, or that there is something of that name; the directory is where it was then
 */
export function moveDirectory(from: string, to: string): void {
	if (existsSync(to)) throw new Error(`${to} exists already`);
	makeDirectory(path.dirname(to));
	try {
		renameSync(from, to);
	} catch (error) {
		if (errorCode(error) !== 'EXDEV') throw error;
		copyDirectory(from, to);
		removeDirectory(from);
	}
}
