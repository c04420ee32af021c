import {mkdirSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';

/** Writes a file of the cache whole or not at all. Throws what the system says. */
export function writeKeptFile(file: string, data: string | Uint8Array): void {
	const partial = `${file}.${process.pid}.tmp`;
	mkdirSync(path.dirname(file), {recursive: true, mode: 0o700});
	try {
		writeFileSync(partial, data, {mode: 0o600});
		renameSync(partial, file);
	} catch (error) {
		rmSync(partial, {force: true});
		throw error;
	}
}
