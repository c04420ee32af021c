import v8 from 'node:v8';
import type {KeptReading} from './kept-reading.ts';

/** Readings of some sources as they are kept in a file: packed together, since what they share is written once then and most lists ask for all. */
export interface PackedPage {
	/** Keys of the sources. */
	keys: string[];
	bytes: Uint8Array;
}

/** A reading with the key of its source. */
export type Keyed = readonly [key: string, reading: KeptReading];

/** In one page. */
export const mostReadings = 128;
const mostPageBytes = 256 * 1024;
/** Larger ones are no list's business: they are read again. */
const mostBytesAlone = 64 * 1024;

/** A page with its readings, which are unpacked once one of them is asked for. */
export class Page {
	private unpacked: ReadonlyMap<string, KeptReading> | null = null;

	constructor(readonly packed: PackedPage) {}

	get(key: string): KeptReading | undefined {
		this.unpacked ??= unpack(this.packed);
		return this.unpacked.get(key);
	}

	/** Lets go of what was unpacked. */
	fold(): void {
		this.unpacked = null;
	}

	/** True where it holds so few that it is better packed anew together with others. */
	get isSmall(): boolean {
		return this.packed.keys.length < mostReadings / 2;
	}
}

function unpack({keys, bytes}: PackedPage): ReadonlyMap<string, KeptReading> {
	const readings = v8.deserialize(bytes) as KeptReading[];
	return new Map(keys.map((key, i) => [key, readings[i]!]));
}

/** Packs readings into as many pages as they need; what is too large is left out. */
export function packReadings(readings: readonly Keyed[]): PackedPage[] {
	const pages: PackedPage[] = [];
	for (let from = 0; from < readings.length; from += mostReadings)
		pages.push(...pack(shareLists(readings.slice(from, from + mostReadings))));
	return pages;
}

function pack(readings: readonly Keyed[]): PackedPage[] {
	const bytes = v8.serialize(readings.map(([, reading]) => reading));
	if (readings.length === 1) return bytes.length > mostBytesAlone ? [] : [{keys: [readings[0]![0]], bytes}];
	if (bytes.length <= mostPageBytes) return [{keys: readings.map(([key]) => key), bytes}];
	const half = readings.length >> 1;
	return [...pack(readings.slice(0, half)), ...pack(readings.slice(half))];
}

/** Runs of one tracker mostly depend on files of the same names: one list of them stands for all. */
function shareLists(readings: readonly Keyed[]): Keyed[] {
	const lists = new Map<string, string[]>();
	return readings.map(([key, reading]) => {
		const {paths, numbers} = reading.stamps;
		const name = paths.join('\0');
		const shared = lists.get(name) ?? paths;
		lists.set(name, shared);
		return [key, {...reading, stamps: {paths: shared, numbers}}];
	});
}
