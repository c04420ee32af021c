import {constants, openSync, type Stats, statSync} from 'node:fs';
import {dirname} from 'node:path';

/** Pipes, sockets and devices that listings have shown. */
const irregular = new Set<string>();
// A pipe that nobody writes to gives nothing at once, and a terminal does not become this program's.
const flags = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY;

/** Takes note of what is no file: opened for reading and left again, a pipe breaks for its writer, and a device may do anything. */
export function noteIrregular(path: string): void {
	irregular.add(path);
}

/** Those that listings have shown right in a directory. */
export const irregularIn = (directory: string): string[] =>
	irregular.size === 0 ? [] : [...irregular].filter(path => dirname(path) === directory);

let nullDevice: number | null = null;

/** True for the null device, to which a log is linked by who wants none: it stands for an empty file. */
export function isNullDevice(found: Stats): boolean {
	if (!found.isCharacterDevice()) return false;
	nullDevice ??= statSync('/dev/null', {throwIfNoEntry: false})?.rdev ?? -1;
	return found.rdev === nullDevice;
}

/**
 * Opens a file for reading at positions, which no pipe allows, so that nothing is ever taken out of one; never waits for anybody.
 * @throws what the system says, as it does of a socket where a listing has shown that it is no file
 */
export function openToRead(path: string): number {
	if (irregular.has(path)) throw Object.assign(new Error('it is a pipe, a socket or a device'), {code: 'ENXIO'});
	return openSync(path, flags);
}
