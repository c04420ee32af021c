import {deflateRawSync} from 'node:zlib';
import {crc32} from '../../source/encodings/digests/crc.ts';

/** An archive of small members, stored or deflated. */
export function zipOf(members: Record<string, string | Uint8Array>, {deflate = false, comment = ''} = {}): Buffer {
	const heads: Buffer[] = [];
	const entries: Buffer[] = [];
	let offset = 0;
	for (const [name, member] of Object.entries(members)) {
		const content = typeof member === 'string' ? Buffer.from(member) : Buffer.from(member);
		const packed = deflate ? deflateRawSync(content) : content;
		const common = Buffer.alloc(22);
		common.writeUInt16LE(deflate ? 8 : 0, 4);
		common.writeUInt32LE(crc32(new DataView(content.buffer, content.byteOffset, content.length), 0, content.length), 10);
		common.writeUInt32LE(packed.length, 14);
		common.writeUInt32LE(content.length, 18);
		const lengths = Buffer.alloc(4);
		lengths.writeUInt16LE(Buffer.byteLength(name), 0);
		const head = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, lengths, Buffer.from(name), packed]);
		const rest = Buffer.alloc(14);
		rest.writeUInt32LE(offset, 10);
		entries.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, lengths, rest, Buffer.from(name)]));
		heads.push(head);
		offset += head.length;
	}
	const directory = Buffer.concat(entries);
	const end = Buffer.alloc(22);
	end.write('PK\x05\x06', 'latin1');
	end.writeUInt16LE(entries.length, 10);
	end.writeUInt32LE(directory.length, 12);
	end.writeUInt32LE(offset, 16);
	end.writeUInt16LE(Buffer.byteLength(comment), 20);
	return Buffer.concat([...heads, directory, end, Buffer.from(comment)]);
}
