import {Damage} from '../cursor.ts';
import type {Machine} from '../machine.ts';
import {op} from '../opcodes.ts';
import type {Acts} from './act.ts';

const newestProtocol = 5;

/** Opcodes of the machine itself: its stack, its marks, and what it remembers. */
export const stackActs: Acts = {
	[op.protocol]: machine => {
		const version = machine.cursor.uint8();
		if (version > newestProtocol)
			throw new Damage('foreign', machine.at, `written in pickle protocol ${version}, which is not known`);
	},
	[op.frame]: ({cursor}) => void cursor.take(8),
	[op.mark]: ({marks, stack}) => void marks.push(stack.length),
	[op.memoize]: machine => machine.memoize(),
	[op.binPut]: machine => machine.remember(machine.cursor.uint8(), machine.top()),
	[op.longBinPut]: machine => machine.remember(machine.cursor.uint32(), machine.top()),
	[op.put]: machine => machine.remember(index(machine), machine.top()),
	[op.binGet]: machine => machine.recall(machine.cursor.uint8()),
	[op.longBinGet]: machine => machine.recall(machine.cursor.uint32()),
	[op.get]: machine => machine.recall(index(machine)),
	[op.pop]: machine => {
		const {marks, stack} = machine;
		// As in CPython: with nothing above the mark, the mark itself goes.
		if (marks.at(-1) === stack.length) marks.pop();
		else machine.pop();
	},
	[op.popMark]: machine => void machine.popMark(),
	[op.dup]: machine => void machine.stack.push(machine.top()),
};

function index(machine: Machine): number {
	const value = Number(machine.cursor.line());
	return Number.isSafeInteger(value) && value >= 0 ? value : machine.fail('an entry that is no number');
}
