import type {Machine} from '../machine.ts';
import {floatFromText, longFromBytes, longFromText} from '../numbers.ts';
import {op} from '../opcodes.ts';
import {rawUnicode, unquote} from '../text.ts';
import {PickleGlobal, type PickleValue} from '../values.ts';
import type {Acts} from './act.ts';

type Read = (machine: Machine) => PickleValue;

/** Opcodes that put one value on the stack: constants, numbers, texts, bytes. */
const reads: Readonly<Record<number, Read>> = {
	[op.none]: () => null,
	[op.true]: () => true,
	[op.false]: () => false,
	[op.binInt]: ({cursor}) => cursor.int32(),
	[op.binInt1]: ({cursor}) => cursor.uint8(),
	[op.binInt2]: ({cursor}) => cursor.uint16(),
	[op.binFloat]: ({cursor}) => cursor.float64BigEndian(),
	[op.long1]: machine => long(machine, machine.cursor.uint8()),
	[op.long4]: machine => long(machine, machine.cursor.uint32()),
	[op.shortBinUnicode]: ({cursor}) => cursor.text(cursor.uint8()),
	[op.binUnicode]: ({cursor}) => cursor.text(cursor.uint32()),
	[op.binUnicode8]: ({cursor}) => cursor.text(cursor.uint64()),
	[op.shortBinString]: ({cursor}) => cursor.latin1(cursor.uint8()),
	[op.binString]: ({cursor}) => cursor.latin1(cursor.uint32()),
	[op.shortBinBytes]: ({cursor}) => cursor.slice(cursor.uint8()),
	[op.binBytes]: ({cursor}) => cursor.slice(cursor.uint32()),
	[op.binBytes8]: ({cursor}) => cursor.slice(cursor.uint64()),
	[op.byteArray8]: ({cursor}) => cursor.slice(cursor.uint64()),
	// Of protocol 0, as lines of text.
	[op.int]: machine => {
		const line = machine.cursor.line();
		return line === '00' ? false : line === '01' ? true : integer(machine, line);
	},
	[op.long]: machine => integer(machine, machine.cursor.line()),
	[op.float]: machine => floatFromText(machine.cursor.line()) ?? machine.fail('a number that cannot be read'),
	[op.string]: machine => unquote(machine.cursor.line()) ?? machine.fail('a text without its quotes'),
	[op.unicode]: ({cursor}) => rawUnicode(cursor.line()),
};

export const scalarActs: Acts = Object.fromEntries(
	Object.entries(reads).map(([code, read]) => [code, (machine: Machine) => void machine.stack.push(read(machine))]),
);

function integer(machine: Machine, line: string): PickleValue {
	const value = longFromText(line);
	if (value === undefined) machine.fail('a number that cannot be read');
	return value ?? new PickleGlobal('builtins', `int of ${line.length} digits`);
}

function long(machine: Machine, length: number): PickleValue {
	return longFromBytes(machine.cursor.slice(length)) ?? new PickleGlobal('builtins', `int of ${length} bytes`);
}
