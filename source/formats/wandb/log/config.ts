import type {JsonObject} from '../../../core/run.ts';
import {parseExactJson} from '../../../encodings/json/tolerant-json.ts';
import {bytesType, type WireReader} from '../../../encodings/records/protobuf.ts';
import {decodeText} from '../../../encodings/text/text.ts';
import {setPath} from '../../set-path.ts';
import {Item, readPath} from './item.ts';

/** Applies a ConfigRecord (1 update, 2 remove) to a config. The tracker's own part, `_wandb`, is kept: whoever shows the config leaves it out. */
export function applyConfig(wire: WireReader, end: number, config: JsonObject): void {
	const item = new Item();
	while (wire.next(end)) {
		const {field} = wire;
		if (wire.type !== bytesType || field > 2) {
			wire.skip(end);
			continue;
		}
		item.read(wire, wire.length(end));
		if (wire.broken || item.keyAt < 0) continue;
		const path = readPath(wire.bytes.subarray(item.keyAt, item.keyEnd));
		const text = decodeText(wire.bytes, item.valueAt, item.valueEnd);
		const value = field === 2 ? undefined : parseExactJson(text);
		setPath(config, path, value);
	}
}
