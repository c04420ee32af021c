import type {JsonObject} from '../../core/run.ts';
import {copyBytes} from '../../encodings/copy-bytes.ts';
import {type Keyed, KeyTable} from '../../encodings/key-table.ts';
import {bytesType, type WireReader} from '../../encodings/protobuf.ts';
import {decodeText} from '../../encodings/text.ts';
import {parseTolerantJson} from '../../encodings/tolerant-json.ts';
import {Item, readKey} from './item.ts';
import {setPath} from './set-path.ts';

const updateField = 1;
const removeField = 2;

/** The newest value of one summary key, as text: where it lies in the chunk being read, or a copy. */
interface Slot {
	readonly path: readonly string[];
	at: number;
	end: number;
	text: Uint8Array | null;
	fresh: boolean;
}

interface SummaryKey extends Keyed {
	/** One slot for a path, however its key was written. */
	readonly slot: Slot;
}

/**
 * Reads SummaryRecords. There are two for each row of history, so values are only noted where they lie; the last of each key is copied before
 * the chunk goes away, and parsed when the summary is asked for.
 */
export class Summary {
	private readonly keys = new KeyTable<SummaryKey>();
	private readonly slots = new Map<string, Slot>();
	private readonly fresh: Slot[] = [];
	private readonly item = new Item();

	/** Reads the record at the reader's position. */
	read(wire: WireReader, end: number): void {
		const {item} = this;
		while (wire.next(end)) {
			if (wire.type !== bytesType || wire.field > removeField) {
				wire.skip(end);
				continue;
			}
			const isUpdate = wire.field === updateField;
			item.read(wire, wire.length(end));
			if (wire.broken || item.keyEnd <= item.keyAt) continue;
			const {slot} = this.findKey(wire, item.keyAt, item.keyEnd);
			if (!isUpdate) this.remove(slot);
			else if (item.valueEnd > item.valueAt) {
				slot.at = item.valueAt;
				slot.end = item.valueEnd;
				if (!slot.fresh) this.fresh.push(slot);
				slot.fresh = true;
			}
		}
	}

	/** Copies what was noted; to be called before the bytes go away. */
	keep(bytes: Uint8Array): void {
		for (const slot of this.fresh) {
			slot.text = slot.end > slot.at ? copyBytes(bytes, slot.at, slot.end) : null;
			slot.fresh = false;
		}
		this.fresh.length = 0;
	}

	/** The summary as it stands, nested as recorded, without the tracker's own part. */
	toJson(): JsonObject {
		const summary: JsonObject = {};
		for (const {path, text} of this.slots.values()) {
			if (text === null || path[0] === '_wandb') continue;
			const value = parseTolerantJson(decodeText(text));
			if (value !== undefined) setPath(summary, path, value);
		}
		return summary;
	}

	private findKey({bytes, view}: WireReader, start: number, end: number): SummaryKey {
		const known = this.keys.find(bytes, start, end, view);
		if (known !== undefined) return known;
		const {key, path} = readKey(bytes, start, end);
		const name = path.join('\0');
		const slot = this.slots.get(name) ?? {path, at: 0, end: 0, text: null, fresh: false};
		this.slots.set(name, slot);
		const entry = {key, slot};
		this.keys.add(entry);
		return entry;
	}

	/** Forgets a key and all that lies below it. */
	private remove({path}: Slot): void {
		for (const slot of this.slots.values()) {
			if (!path.every((part, depth) => slot.path[depth] === part)) continue;
			slot.at = 0;
			slot.end = 0;
			slot.text = null;
		}
	}
}
