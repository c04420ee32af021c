import type {FileAccess} from '../../core/files/files.ts';
import {nameOf} from '../../core/files/paths.ts';
import {condensePickle, type PickleReading, type PickleValue, readPickle} from '../../encodings/pickle/index.ts';
import {fileNames} from './layout.ts';

/** A pickle file as it is now. */
export interface Saved {
	present: boolean;
	/** What it holds; of a damaged one, what can still be read. */
	value: PickleValue | undefined;
	/** What is wrong with it, null where nothing is: ".data is cut at byte 133". */
	damage: string | null;
	bytes: number;
	/** True where nothing is known to be wrong with it, and it is more than is read. */
	isTooLarge: boolean;
	/** True where long bytes and texts in it were passed over. */
	isCondensed: boolean;
}

/** How much of a file is read. */
export interface Limits {
	/** Of one that is read whole, in bytes. */
	whole: number;
	/** Of what a larger one leaves without long bytes and texts; 0 where that is not looked for. */
	condensed: number;
	/** Bytes and texts above this are long. */
	longest?: number;
}

const mostObjects = 500_000;
const mostObjectsOfLarge = 2_000_000;
const none: Saved = {present: false, value: undefined, damage: null, bytes: 0, isTooLarge: false, isCondensed: false};

/** A time, which is 21 bytes. */
const timeLimits: Limits = {whole: 1000, condensed: 0};
/** `.data` is a few hundred bytes, unless a function for showing results closes over data, which cloudpickle writes with it. */
const stateLimits: Limits = {whole: 1024 * 1024, condensed: 16 * 1024 * 1024};
/** A result may hold the weights of a model beside its metrics. */
export const resultLimits: Limits = {whole: 16 * 1024 * 1024, condensed: 32 * 1024 * 1024, longest: 1024 * 1024};

/** Reads one pickle; what is too large for the limits is only looked at. */
export function readSaved(files: FileAccess, path: string, limits: Limits): Saved {
	const stat = files.stat(path);
	if (stat === null || stat.kind === 'directory') return none;
	const found = {...none, present: true, bytes: stat.size};
	const name = nameOf(path);
	if (stat.size > limits.whole) return {...found, ...readCondensed(files, path, stat.size, limits)};
	const bytes = files.readWhole(path, limits.whole);
	if (bytes === null) return {...found, damage: `${name} cannot be read`};
	const reading = readPickle(bytes, {maxBytes: limits.whole, maxObjects: mostObjects});
	return {...found, ...judge(reading, `${name} is ${reading.damage?.message}`), bytes: bytes.length};
}

/** The same of a large one, without the long bytes and texts in it. */
function readCondensed(files: FileAccess, path: string, size: number, {condensed, longest}: Limits): Partial<Saved> {
	const read = (offset: number, length: number) => files.readRange(path, offset, length);
	const left = condensed === 0 ? null : condensePickle(read, size, condensed, longest);
	if (left === null) return {isTooLarge: true};
	const reading = readPickle(left.bytes, {maxObjects: mostObjectsOfLarge});
	const name = nameOf(path);
	return {...judge(reading, `${name} is ${left.isCut ? 'cut' : 'damaged'}`), isCondensed: left.bytes.length < size};
}

function judge({value, damage}: PickleReading, wrong: string): Partial<Saved> {
	if (damage?.kind === 'large') return {isTooLarge: true};
	return {value, damage: damage === null ? null : wrong};
}

/** Reads `.data` of an experiment, a group or a project. */
export function readState(files: FileAccess, directory: string): Saved {
	return readSaved(files, `${directory}/${fileNames.state}`, stateLimits);
}

/** Reads a file with a time. */
export const readTime = (files: FileAccess, path: string): Saved => readSaved(files, path, timeLimits);

/** Says of what is too large that it is, and what is lost by that: ".data has 900 bytes and is not read: its name is not shown". */
export function tooLarge(name: string, bytes: number, lost: string): string {
	return `${name} has ${bytes} bytes and is not read: ${lost}`;
}

/** Why a file that should be there is not: ".data is missing". */
export function absenceOf(files: FileAccess, path: string): string {
	const name = nameOf(path);
	if (files.stat(path)?.kind === 'directory') return `${name} is a directory`;
	const isLink = typeof files.linkTarget?.(path) === 'string';
	return `${name} is ${isLink ? 'a link that leads nowhere' : 'missing'}`;
}

/** Year 5000: a time beyond it is a flipped bit. */
const latestSeconds = 95_617_584_000;

/** A time that xman saves as a pickled float of seconds; milliseconds, null where there is none. */
export function timeOf(saved: Saved): number | null {
	const {value, damage} = saved;
	return damage === null && typeof value === 'number' && value > 0 && value < latestSeconds ? value * 1000 : null;
}
