import {PickleNode, type PickleValue} from './values.ts';

/** Bytes themselves, or as protocols below 3 write them: `_codecs.encode("…", "latin1")`, `bytes()`. Undefined for anything else. */
export function bytesOf(value: PickleValue | undefined): Uint8Array | undefined {
	if (value instanceof Uint8Array) return value;
	if (!(value instanceof PickleNode)) return undefined;
	if (value.className === 'builtins.bytes' && value.args.length === 0) return new Uint8Array();
	const text = value.className === '_codecs.encode' ? value.args[0] : undefined;
	return typeof text === 'string' ? latin1Bytes(text) : undefined;
}

/** One byte a character. */
export function latin1Bytes(text: string): Uint8Array {
	return Uint8Array.from(text, character => character.charCodeAt(0) & 0xff);
}
