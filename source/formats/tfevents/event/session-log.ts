import {bytesType, varintType, type WireReader} from '../../../encodings/records/protobuf.ts';

/** SessionLog (tensorflow/core/util/event.proto), written by TensorFlow 1 and by writers that purge steps after a restart. */
export interface SessionRecord {
	status: 'start' | 'stop' | 'checkpoint' | 'unknown';
	/** Path of a checkpoint, or the message. */
	text: string;
	step: number;
	/** NaN where unknown. */
	wallMs: number;
}

const statuses = ['unknown', 'start', 'stop', 'checkpoint'] as const;

export function readSession(wire: WireReader, end: number, step: number, wallMs: number): SessionRecord {
	const record: SessionRecord = {status: 'unknown', text: '', step, wallMs};
	while (wire.next(end)) {
		if (wire.field === 1 && wire.type === varintType) record.status = statuses[wire.varint(end)] ?? 'unknown';
		else if ((wire.field === 2 || wire.field === 3) && wire.type === bytesType) record.text = wire.text(end);
		else wire.skip(end);
	}
	return record;
}
