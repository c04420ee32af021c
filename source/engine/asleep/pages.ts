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
const mostHalvedBytes = 4 * mostPageBytes;
/** Of one run without its points. Larger ones are no list's business: they are read again. */
export const mostBytesAlone = 64 * 1024;

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
		const {keys, bytes} = this.packed;
		return keys.length < mostReadings / 2 && bytes.length < mostPageBytes / 2;
	}
}

function unpack({keys, bytes}: PackedPage): ReadonlyMap<string, KeptReading> {
	const readings = v8.deserialize(bytes) as KeptReading[];
	return new Map(keys.map((key, i) => [key, readings[i]!]));
}

/** What the points in a reading take, nearly. */
export const pointBytes = ({runs}: KeptReading): number =>
	runs.reduce((bytes, run) => bytes + ('points' in run ? run.points.numbers.byteLength : 0), 0);

/** Packs readings into as many pages as they need; what is too large is left out. */
export function packReadings(readings: readonly Keyed[]): PackedPage[] {
	const pages: PackedPage[] = [];
	let from = 0;
	let bytes = 0;
	readings.forEach((reading, i) => {
		const more = pointBytes(reading[1]);
		if (i > from && (i - from === mostReadings || bytes + more > mostPageBytes)) {
			pages.push(...pack(shareLists(readings.slice(from, i))));
			from = i;
			bytes = 0;
		}
		bytes += more;
	});
	return from < readings.length ? [...pages, ...pack(shareLists(readings.slice(from)))] : pages;
}

function pack(readings: readonly Keyed[]): PackedPage[] {
	const bytes = v8.serialize(readings.map(([, reading]) => reading));
	const [only] = readings;
	if (only !== undefined && readings.length === 1) return isTooLarge(only, bytes.length) ? [] : [{keys: [only[0]], bytes}];
	if (bytes.length <= mostPageBytes) return [{keys: readings.map(([key]) => key), bytes}];
	// Some are so large that there is no need to find that out by halving.
	const isLoaded = bytes.length > mostHalvedBytes;
	const left = isLoaded ? readings.filter(each => !isTooLarge(each, v8.serialize(each[1]).length)) : readings;
	if (left.length < readings.length) return packReadings(left);
	const half = readings.length >> 1;
	return [...pack(readings.slice(0, half)), ...pack(readings.slice(half))];
}

const isTooLarge = ([, reading]: Keyed, bytes: number): boolean =>
	bytes - pointBytes(reading) > mostBytesAlone * reading.runs.length;

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
