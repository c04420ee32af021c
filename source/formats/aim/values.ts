/** What stands for a value that is made of others. `object`: Aim's name of its kind, such as "aim.image". */
export type Flag = {is: 'array'} | {is: 'dict'} | {is: 'object'; kind: string};
export type AimValue = null | boolean | number | bigint | string | Flag;

const kinds = {boolean: 1, integer: 2, float: 3, text: 4, bytes: 5, array: 6, dict: 7, object: 15} as const;
const array: Flag = {is: 'array'};
const dict: Flag = {is: 'dict'};

export const isFlag = (value: AimValue | undefined): value is Flag => typeof value === 'object' && value !== null;

/** A value of Aim's databases (aim/storage/encoding/encoding.pyx): a byte for its kind, then its bytes. What makes no sense is nothing. */
export function decodeValue(bytes: Buffer, start: number, end: number): AimValue {
	const at = start + 1;
	const size = end - at;
	switch (size < 0 ? 0 : bytes[start]) {
		case kinds.boolean:
			return size > 0 && bytes[at] !== 0;
		case kinds.integer: {
			if (size !== 8) return null;
			const value = bytes.readBigInt64LE(at);
			return Number.isSafeInteger(Number(value)) ? Number(value) : value;
		}
		case kinds.float:
			return size === 8 ? bytes.readDoubleLE(at) : null;
		case kinds.text:
			return bytes.toString('utf8', at, end);
		case kinds.bytes:
			return `${size} bytes`;
		case kinds.array:
			return array;
		case kinds.dict:
			return dict;
		case kinds.object:
			return {is: 'object', kind: bytes.toString('utf8', at, end)};
		default:
			return null;
	}
}
