import type {FileAccess} from '../../core/files/files.ts';
import {type PickleValue, readPickle} from '../../encodings/pickle/index.ts';

/** A pickle file as it is now. */
export interface Saved {
	present: boolean;
	/** What it holds; of a damaged one, what can still be read. */
	value: PickleValue | undefined;
	/** What is wrong with it, null where nothing is: ".data is cut at byte 133". */
	damage: string | null;
	bytes: number;
}

const absent: Saved = {present: false, value: undefined, damage: null, bytes: 0};

/** Reads one pickle of at most `maxBytes`; a larger one is only looked at, which `damage` does not count as damage. */
export function readSaved(files: FileAccess, path: string, maxBytes: number): Saved {
	const stat = files.stat(path);
	if (stat === null || stat.kind === 'directory') return absent;
	if (stat.size > maxBytes) return {present: true, value: undefined, damage: null, bytes: stat.size};
	const name = path.slice(path.lastIndexOf('/') + 1);
	const bytes = files.readWhole(path, maxBytes);
	if (bytes === null) return {present: true, value: undefined, damage: `${name} cannot be read`, bytes: stat.size};
	const {value, damage} = readPickle(bytes, {maxBytes, maxObjects: 500_000});
	return {present: true, value, damage: damage === null ? null : `${name} is ${damage.message}`, bytes: bytes.length};
}

/** Year 5000: a time beyond it is a flipped bit. */
const latestSeconds = 95_617_584_000;

/** A time that xman saves as a pickled float of seconds; milliseconds, null where there is none. */
export function timeOf(saved: Saved): number | null {
	const {value, damage} = saved;
	return damage === null && typeof value === 'number' && value > 0 && value < latestSeconds ? value * 1000 : null;
}
