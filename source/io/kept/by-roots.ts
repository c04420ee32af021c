import {readdirSync, rmSync, statSync} from 'node:fs';
import path from 'node:path';

const keptForMs = 30 * 86_400_000;

/** FNV-1a of 64 bits, for a name: loading Node's crypto takes longer than all the rest of a completion. */
function digestText(text: string): string {
	let hash = 0xcbf29ce484222325n;
	for (const byte of Buffer.from(text)) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
	return hash.toString(16).padStart(16, '0');
}

/** Name of the file, without its ending, of what is kept for a set of roots. */
export const fileOfRoots = (roots: readonly string[]): string => digestText([...roots].sort().join('\0'));

/** Drops the files of a directory that nobody has renewed for a month. */
export function dropOld(directory: string): void {
	for (const name of readdirSync(directory)) {
		const file = path.join(directory, name);
		if (Date.now() - statSync(file).mtimeMs > keptForMs) rmSync(file, {force: true});
	}
}
