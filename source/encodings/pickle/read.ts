import {Cursor, Damage} from './cursor.ts';
import {execute} from './execute.ts';
import {fetchedEntries} from './fetched.ts';
import {Machine, type PickleOptions} from './machine.ts';
import {op} from './opcodes.ts';
import {salvage} from './salvage.ts';
import type {PickleDamage, PickleValue} from './values.ts';

export const maxPickleBytes = 256 * 1024 * 1024;
/** From this size on the memo keeps only what is asked for later; below, looking for that costs more than it saves. */
const prunedFromBytes = 256 * 1024;

export interface PickleReading {
	/** What the pickle holds; of a damaged one, what it said before the damage. Undefined where that is nothing. */
	value: PickleValue | undefined;
	damage: PickleDamage | null;
	/** Bytes used. */
	end: number;
	/** What was stored for later, by index; of large files only what is asked for in them. */
	memo: ReadonlyMap<number, PickleValue>;
}

/**
 * Reads one pickle (protocols 0 to 5) from the start of `bytes` without running anything: names are never looked up, calls become inert
 * nodes. Follows the Python library's description of the format (pickletools). Never throws; time and memory are bounded by the size of
 * the input and by `options`.
 */
export function readPickle(bytes: Uint8Array, options: PickleOptions = {}): PickleReading {
	if (bytes.length === 0) return {value: undefined, damage: {kind: 'empty', byte: 0, message: 'empty'}, end: 0, memo: new Map()};
	const limit = options.maxBytes ?? maxPickleBytes;
	if (bytes.length > limit) {
		return {
			value: undefined,
			damage: {kind: 'large', byte: 0, message: `larger than the limit of ${limit} bytes`},
			end: 0,
			memo: new Map(),
		};
	}
	const cursor = new Cursor(bytes);
	const machine = new Machine(cursor, options, options.keepAll || bytes.length < prunedFromBytes ? null : fetchedEntries(bytes));
	try {
		do machine.at = cursor.offset;
		while (execute(machine, cursor.uint8()));
		return {value: machine.pop(), damage: null, end: cursor.offset, memo: machine.memo};
	} catch (error) {
		const damage = describe(error, machine.at, bytes[0] === op.protocol || options.earlier !== undefined);
		const lost = damage.kind === 'foreign' || damage.kind === 'large';
		return {value: lost ? undefined : salvage(machine), damage, end: cursor.offset, memo: machine.memo};
	}
}

/** Every pickle since 2003 begins with its protocol; other files seldom get far, and are told apart from damaged ones by that. */
function describe(error: unknown, at: number, surely: boolean): PickleDamage {
	// The only error that is not ours: a map or a text beyond what the engine can hold.
	if (error instanceof RangeError) return {kind: 'large', byte: at, message: `too large to hold, at byte ${at}`};
	if (!(error instanceof Damage)) throw error;
	const {kind, byte, message} = error;
	if (kind === 'damaged' && !surely) return {kind: 'foreign', byte, message: 'not a pickle'};
	return {kind, byte, message};
}
