import type {FileAccess} from '../../core/files.ts';
import {fixed64Type, WireReader} from '../../encodings/protobuf.ts';
import {findRecord, RecordScanner} from '../../encodings/tfrecord.ts';

const tailBytes = 64 * 1024;

/** Newest wall time near the end of the given event files, milliseconds; null where none is found. */
export function newestTimeIn(paths: readonly string[], files: FileAccess): number | null {
	let newest: number | null = null;
	const wire = new WireReader();
	for (const path of paths) {
		const size = files.stat(path)?.size ?? 0;
		const bytes = files.readRange(path, Math.max(0, size - tailBytes), tailBytes);
		if (bytes === null) continue;
		const whole = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
		const at = size <= tailBytes ? 0 : findRecord(whole, 0);
		if (at < 0) continue;
		const rest = bytes.subarray(at);
		const view = new DataView(rest.buffer, rest.byteOffset, rest.length);
		const record = (start: number, end: number) => {
			wire.reset(rest, view, start);
			while (wire.next(end)) {
				if (wire.field !== 1 || wire.type !== fixed64Type) wire.skip(end);
				else {
					const wallMs = wire.double(end) * 1000;
					if (Number.isFinite(wallMs) && wallMs > (newest ?? 0)) newest = wallMs;
				}
			}
		};
		new RecordScanner().scan(view, 0, {record, damage: () => {}});
	}
	return newest;
}
