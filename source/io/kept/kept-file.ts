import {readdirSync, renameSync, rmSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {makeDirectory} from '../write/make-directory.ts';

const keptForMs = 30 * 86_400_000;

/** Writes a file of the cache whole or not at all. Throws what the system says. */
export function writeKeptFile(file: string, data: string | Uint8Array): void {
	const partial = `${file}.${process.pid}.tmp`;
	makeDirectory(path.dirname(file), 0o700);
	try {
		writeFileSync(partial, data, {mode: 0o600});
		renameSync(partial, file);
	} catch (error) {
		rmSync(partial, {force: true});
		throw error;
	}
}

/** Drops the files of a directory, or those with some names, that nobody has renewed for a month. */
export function dropOld(directory: string, isMeant: (name: string) => boolean = () => true): void {
	for (const name of readdirSync(directory).filter(isMeant)) {
		const file = path.join(directory, name);
		if (Date.now() - statSync(file).mtimeMs > keptForMs) rmSync(file, {force: true});
	}
}
