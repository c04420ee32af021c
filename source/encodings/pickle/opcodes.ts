/** Opcodes of pickle protocols 0 to 5, as in CPython's pickletools. */
export const op = {
	mark: 0x28,
	emptyTuple: 0x29,
	stop: 0x2e,
	pop: 0x30,
	popMark: 0x31,
	dup: 0x32,
	binBytes: 0x42,
	shortBinBytes: 0x43,
	float: 0x46,
	binFloat: 0x47,
	int: 0x49,
	binInt: 0x4a,
	binInt1: 0x4b,
	long: 0x4c,
	binInt2: 0x4d,
	none: 0x4e,
	persistentId: 0x50,
	binPersistentId: 0x51,
	reduce: 0x52,
	string: 0x53,
	binString: 0x54,
	shortBinString: 0x55,
	unicode: 0x56,
	binUnicode: 0x58,
	emptyList: 0x5d,
	append: 0x61,
	build: 0x62,
	global: 0x63,
	dict: 0x64,
	appends: 0x65,
	get: 0x67,
	binGet: 0x68,
	instance: 0x69,
	longBinGet: 0x6a,
	list: 0x6c,
	object: 0x6f,
	put: 0x70,
	binPut: 0x71,
	longBinPut: 0x72,
	setItem: 0x73,
	tuple: 0x74,
	setItems: 0x75,
	emptyDict: 0x7d,
	protocol: 0x80,
	newObject: 0x81,
	extension1: 0x82,
	extension2: 0x83,
	extension4: 0x84,
	tuple1: 0x85,
	tuple2: 0x86,
	tuple3: 0x87,
	true: 0x88,
	false: 0x89,
	long1: 0x8a,
	long4: 0x8b,
	shortBinUnicode: 0x8c,
	binUnicode8: 0x8d,
	binBytes8: 0x8e,
	emptySet: 0x8f,
	addItems: 0x90,
	frozenSet: 0x91,
	newObjectKeywords: 0x92,
	stackGlobal: 0x93,
	memoize: 0x94,
	frame: 0x95,
	byteArray8: 0x96,
	nextBuffer: 0x97,
	readOnlyBuffer: 0x98,
} as const;

/**
 * How the argument of an opcode is laid out: a number of bytes as it is, or minus the width of a length that comes before the
 * argument itself, or lines of text.
 */
export const oneLine = 100;
export const twoLines = 101;
const unknown = 127;

const layout = new Int8Array(256).fill(unknown);
for (const code of Object.values(op)) layout[code] = 0;
for (const code of [op.binInt1, op.binGet, op.binPut, op.protocol, op.extension1]) layout[code] = 1;
for (const code of [op.binInt2, op.extension2]) layout[code] = 2;
for (const code of [op.binInt, op.longBinGet, op.longBinPut, op.extension4]) layout[code] = 4;
for (const code of [op.binFloat, op.frame]) layout[code] = 8;
for (const code of [op.shortBinBytes, op.shortBinString, op.shortBinUnicode, op.long1]) layout[code] = -1;
for (const code of [op.binBytes, op.binString, op.binUnicode, op.long4]) layout[code] = -4;
for (const code of [op.binUnicode8, op.binBytes8, op.byteArray8]) layout[code] = -8;
for (const code of [op.float, op.int, op.long, op.persistentId, op.string, op.unicode, op.get, op.put]) layout[code] = oneLine;
for (const code of [op.global, op.instance]) layout[code] = twoLines;

/** Layout of the argument of `code` (see above), undefined for a byte that is no opcode. */
export function argumentLayout(code: number): number | undefined {
	const found = layout[code];
	return found === unknown ? undefined : found;
}
