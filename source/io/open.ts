import {constants, openSync} from 'node:fs';

/** Pipes, sockets and devices that listings have shown. */
const irregular = new Set<string>();
// A pipe that nobody writes to gives nothing at once, and a terminal does not become this program's.
const flags = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY;

/** Takes note of what is no file: opened for reading and left again, a pipe breaks for its writer, and a device may do anything. */
export function noteIrregular(path: string): void {
	irregular.add(path);
}

/**
 * Opens a file for reading at positions, which no pipe allows, so that nothing is ever taken out of one; never waits for anybody.
 * @throws what the system says, and where a listing has shown that it is no file
 */
export function openToRead(path: string): number {
	if (irregular.has(path)) throw new Error('it is a pipe, a socket or a device');
	return openSync(path, flags);
}
