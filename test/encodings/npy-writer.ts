/** A `.npy` file of little-endian numbers, as NumPy pads its head. */
export function npyOf(type: '<i8' | '<f8' | '|b1', shape: readonly number[], values: readonly number[]): Buffer {
	const dict = `{'descr': '${type}', 'fortran_order': False, 'shape': (${shape.join(', ')}${shape.length === 1 ? ',' : ''}), }`;
	const head = Buffer.from(`${dict.padEnd(117)}\n`, 'latin1');
	const size = Buffer.alloc(2);
	size.writeUInt16LE(head.length);
	const numbers = values.map(value => {
		const bytes = Buffer.alloc(type === '|b1' ? 1 : 8);
		if (type === '<i8') bytes.writeBigInt64LE(BigInt(value));
		else if (type === '<f8') bytes.writeDoubleLE(value);
		else bytes.writeUInt8(value);
		return bytes;
	});
	return Buffer.concat([Buffer.from('\x93NUMPY\x01\x00', 'latin1'), size, head, ...numbers]);
}
