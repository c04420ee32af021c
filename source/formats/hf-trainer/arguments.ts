import type {JsonObject} from '../../core/run.ts';
import {setKey} from '../../core/set-key.ts';
import {isLfsPointer, lfsFault} from '../../encodings/lfs-pointer.ts';
import {PickleNode, type PickleValue, pickleToJson, readPickle} from '../../encodings/pickle/index.ts';
import {ZipArchive} from '../../encodings/zip.ts';
import type {Parsed} from '../whole-file.ts';

const mostBytes = 4 * 1024 * 1024;
/** Before 1.6 torch.save wrote a mark, a version and the machine in front, each a pickle. */
const mostPickles = 4;

/**
 * Reads training_args.bin without running anything: torch.save's archive (or the row of pickles of old versions) with the TrainingArguments in
 * it. What is unset or no plain value (devices, plugins) is left out.
 */
export function parseArguments(bytes: Uint8Array): Parsed<JsonObject> {
	if (bytes.length === 0) return {value: {}, fault: null};
	if (isLfsPointer(bytes)) return {value: null, fault: `holds no arguments: ${lfsFault}`};
	const state = findState(bytes);
	if (state === null) return {value: null, fault: 'holds no arguments that could be read'};
	const config: JsonObject = {};
	for (const [key, value] of state) {
		if (typeof key !== 'string' || key.startsWith('_') || value === null) continue;
		const plain = pickleToJson(wordOf(value));
		if (plain === null || (typeof plain === 'string' && /^<.*>$/.test(plain)) || isEmpty(plain)) continue;
		setKey(config, key, plain);
	}
	return {value: config, fault: null};
}

function findState(bytes: Uint8Array): Map<PickleValue, PickleValue> | null {
	if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
		// torch.save can be told to leave them out (torch.serialization.set_crc32_options).
		const archive = new ZipArchive(bytes, false);
		const name = archive.names.find(member => member.endsWith('data.pkl'));
		const data = name === undefined ? null : archive.read(name, mostBytes);
		return data === null ? null : stateOf(readPickle(data).value);
	}
	let at = 0;
	for (let i = 0; i < mostPickles && at < bytes.length; i++) {
		const {value, end} = readPickle(bytes.subarray(at));
		const state = stateOf(value);
		if (state !== null) return state;
		if (end <= 0) return null;
		at += end;
	}
	return null;
}

function stateOf(value: PickleValue | undefined): Map<PickleValue, PickleValue> | null {
	if (!(value instanceof PickleNode) || !(value.state instanceof Map)) return null;
	// Subclasses (for sequence to sequence, for preference tuning) are called otherwise, but all end so.
	return /(?:Arguments|Config)$/.test(value.shortName) ? value.state : null;
}

/** A member of an enumeration is its class called with its word: SchedulerType('linear'). */
function wordOf(value: PickleValue): PickleValue {
	if (!(value instanceof PickleNode) || value.args.length !== 1 || value.state !== undefined) return value;
	const [word] = value.args;
	return typeof word === 'string' ? word : value;
}

const isEmpty = (value: unknown) => value !== null && typeof value === 'object' && Object.keys(value).length === 0;
