import {setPairs} from '../machine.ts';
import {op} from '../opcodes.ts';
import {PickleSet, type PickleValue} from '../values.ts';
import type {Acts} from './act.ts';

/** Opcodes that make tuples, lists, sets and dicts, and fill them. */
export const containerActs: Acts = {
	[op.emptyDict]: machine => machine.make(new Map()),
	[op.emptyList]: machine => machine.make([]),
	[op.emptyTuple]: machine => machine.make([]),
	[op.emptySet]: machine => machine.make(new PickleSet([])),
	[op.tuple1]: machine => machine.make([machine.pop()]),
	[op.tuple2]: machine => {
		const second = machine.pop();
		machine.make([machine.pop(), second]);
	},
	[op.tuple3]: machine => {
		const third = machine.pop();
		const second = machine.pop();
		machine.make([machine.pop(), second, third]);
	},
	[op.tuple]: machine => machine.make(machine.popMark()),
	[op.list]: machine => machine.make(machine.popMark()),
	[op.frozenSet]: machine => machine.make(new PickleSet(machine.popMark())),
	[op.dict]: machine => {
		const map = new Map<PickleValue, PickleValue>();
		setPairs(map, machine.popMark());
		machine.make(map);
	},
	[op.append]: machine => machine.append([machine.pop()]),
	[op.appends]: machine => machine.append(machine.popMark()),
	[op.addItems]: machine => machine.append(machine.popMark()),
	[op.setItem]: machine => {
		const value = machine.pop();
		machine.setItems([machine.pop(), value]);
	},
	[op.setItems]: machine => machine.setItems(machine.popMark()),
};
