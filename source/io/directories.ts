import {cpSync, lstatSync, readdirSync, renameSync, rmSync} from 'node:fs';
import path from 'node:path';

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
	const temporary = path.join(path.dirname(to), `.${path.basename(to)}.${process.pid}.tmp`);
	try {
		cpSync(from, temporary, {
			recursive: true,
			preserveTimestamps: true,
			verbatimSymlinks: true,
			errorOnExist: true,
			force: false,
		});
		renameSync(temporary, to);
	} catch (error) {
		rmSync(temporary, {recursive: true, force: true});
		throw error;
	}
}
