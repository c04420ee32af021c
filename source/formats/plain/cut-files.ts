/** A file as what is read of it: bytes at a place, null where they cannot be. */
export interface Pieces {
	size: number;
	read(offset: number, length: number): Uint8Array | null;
}

/** What programs call what they save of a model: archives of PyTorch, Keras and NumPy, tables of safetensors, HDF5. */
const saved = /\.(?:pt|pth|ckpt|bin|npz|keras|safetensors|h5|hdf5)$/i;
const headBytes = 64;
const [archive, hdf5] = ['504b0304', '894844460d0a1a0a'];
/** An archive ends in a record and a comment of up to 64 KiB (APPNOTE 4.3.16). */
const endRecord = Uint8Array.of(0x50, 0x4b, 5, 6);
const recordBytes = 22;
const endBytes = recordBytes + 0xffff;
const mostHeader = 100_000_000;

const numberAt = (bytes: DataView, at: number): number => Number(bytes.getBigUint64(at, true));

/**
 * True for a saved model that is shorter than it says itself, as a full disk or a killed program leaves it, and that nothing can load. Of kinds that do
 * not say how long they are, such as a bare pickle, nothing is known.
 */
export function isCutModel(name: string, {size, read}: Pieces): boolean {
	if (!saved.test(name) || size < headBytes) return false;
	const head = Buffer.from(read(0, headBytes) ?? []);
	if (head.length < headBytes) return false;
	const view = new DataView(head.buffer, head.byteOffset, head.length);
	const mark = head.toString('hex', 0, 8);
	if (mark.startsWith(archive)) {
		const end = read(Math.max(0, size - endBytes), Math.min(size, endBytes));
		return end !== null && Buffer.from(end.subarray(0, end.length - recordBytes + endRecord.length)).lastIndexOf(endRecord) < 0;
	}
	// The end of the file lies at a place that depends on the version of the head (HDF5 file format, II.A).
	if (mark === hdf5) return view.getUint8(8) > 3 ? false : size < numberAt(view, [40, 44, 28, 28][view.getUint8(8)]!);
	return /\.safetensors$/i.test(name) && isCutTable({size, read}, numberAt(view, 0));
}

/** A header of JSON with where each tensor ends behind it. */
function isCutTable({size, read}: Pieces, headerBytes: number): boolean {
	if (headerBytes > mostHeader) return false;
	if (size < 8 + headerBytes) return true;
	const text = Buffer.from(read(8, headerBytes) ?? []).toString();
	const ends = [...text.matchAll(/"data_offsets"\s*:\s*\[\s*\d+\s*,\s*(\d+)\s*\]/g)].map(([, end]) => Number(end));
	return size < 8 + headerBytes + ends.reduce((most, end) => Math.max(most, end), 0);
}
