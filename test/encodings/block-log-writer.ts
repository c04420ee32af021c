import {crc32} from '../../source/encodings/digests/crc.ts';
import {type BlockLogHeader, blockBytes} from '../../source/encodings/records/block-log.ts';

const headBytes = 7;

function chunk(type: number, payload: Uint8Array): Buffer {
	const bytes = Buffer.alloc(headBytes + payload.length);
	bytes.writeUInt16LE(payload.length, 4);
	bytes.writeUInt8(type, 6);
	bytes.set(payload, headBytes);
	bytes.writeUInt32LE(crc32(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 6, bytes.length));
	return bytes;
}

/** Writes a whole log as LevelDB's writer does. */
export function blockLog(header: BlockLogHeader, records: readonly Uint8Array[]): Buffer {
	const head = Buffer.alloc(headBytes);
	head.write(header.text, 'latin1');
	head.writeUInt16LE(header.magic, 4);
	head.writeUInt8(header.version, 6);
	const parts: Buffer[] = [head];
	let size = headBytes;
	const add = (part: Buffer) => {
		parts.push(part);
		size += part.length;
	};
	for (const record of records) {
		for (let at = 0, first = true; first || at < record.length; first = false) {
			let left = blockBytes - (size % blockBytes);
			if (left < headBytes) {
				add(Buffer.alloc(left));
				left = blockBytes;
			}
			const length = Math.min(record.length - at, left - headBytes);
			const last = at + length === record.length;
			add(chunk(first ? (last ? 1 : 2) : last ? 4 : 3, record.subarray(at, at + length)));
			at += length;
			if (last) break;
		}
	}
	return Buffer.concat(parts);
}
