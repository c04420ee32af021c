import {bytesType, varintType, type WireReader} from '../../../encodings/records/protobuf.ts';

/** SummaryMetadata (tensorflow/core/framework/summary.proto). */
export interface Metadata {
	plugin: string;
	/** The plugin's own bytes: positions in the reader's buffer. */
	contentAt: number;
	contentEnd: number;
	scalarClass: boolean;
}

const scalarDataClass = 1;

export function readMetadata(wire: WireReader, end: number): Metadata {
	const metadata: Metadata = {plugin: '', contentAt: 0, contentEnd: 0, scalarClass: false};
	while (wire.next(end)) {
		if (wire.field === 1 && wire.type === bytesType) readPlugin(wire, wire.length(end), metadata);
		else if (wire.field === 4 && wire.type === varintType) metadata.scalarClass = wire.varint(end) === scalarDataClass;
		else wire.skip(end);
	}
	return metadata;
}

function readPlugin(wire: WireReader, end: number, metadata: Metadata): void {
	while (wire.next(end)) {
		if (wire.field === 1 && wire.type === bytesType) metadata.plugin = wire.text(end);
		else if (wire.field === 2 && wire.type === bytesType) {
			metadata.contentEnd = wire.length(end);
			metadata.contentAt = wire.pos;
			wire.pos = metadata.contentEnd;
		} else wire.skip(end);
	}
}
