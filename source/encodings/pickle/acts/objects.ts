import type {Machine} from '../machine.ts';
import {op} from '../opcodes.ts';
import {PickleGlobal, PickleNode, type PickleValue} from '../values.ts';
import type {Acts} from './act.ts';

/** Opcodes that name what lies outside of the pickle, and make objects of it. */
export const objectActs: Acts = {
	[op.build]: machine => machine.build(),
	[op.global]: machine => machine.make(globalOf(machine)),
	[op.stackGlobal]: machine => {
		const name = machine.pop();
		const module = machine.pop();
		if (typeof name !== 'string' || typeof module !== 'string') return machine.fail('a name that is no text');
		machine.make(new PickleGlobal(module, name));
	},
	[op.reduce]: makeCalled,
	[op.newObject]: makeCalled,
	[op.newObjectKeywords]: machine => {
		const keywords = machine.pop();
		const args = machine.popArguments();
		machine.make(new PickleNode(machine.popGlobal(), [...args, keywords]));
	},
	[op.object]: machine => {
		const [callable, ...args] = machine.popMark();
		if (!(callable instanceof PickleGlobal)) return machine.fail('an object without a class');
		machine.make(new PickleNode(callable, args));
	},
	[op.instance]: machine => {
		const callable = globalOf(machine);
		machine.make(new PickleNode(callable, machine.popMark()));
	},
	[op.persistentId]: machine => machine.make(persistent(machine.cursor.line())),
	[op.binPersistentId]: machine => machine.make(persistent(machine.pop())),
	[op.extension1]: machine => machine.make(extension(machine.cursor.uint8())),
	[op.extension2]: machine => machine.make(extension(machine.cursor.uint16())),
	[op.extension4]: machine => machine.make(extension(machine.cursor.int32())),
	[op.nextBuffer]: machine => machine.make(new PickleGlobal('pickle', 'buffer')),
	[op.readOnlyBuffer]: () => {},
};

const globalOf = ({cursor}: Machine): PickleGlobal => new PickleGlobal(cursor.line(), cursor.line());
const extension = (code: number): PickleGlobal => new PickleGlobal('copyreg', `extension_${code}`);
const persistent = (id: PickleValue): PickleNode => new PickleNode(new PickleGlobal('pickle', 'persistent_id'), [id]);

function makeCalled(machine: Machine, code: number): void {
	const args = machine.popArguments();
	const node = new PickleNode(machine.popGlobal(), args);
	node.isNew = code === op.newObject;
	takeClassState(node);
	machine.make(node);
}

/** cloudpickle fills a class that it writes out by a call, and throws the result of that away. */
function takeClassState({shortName, args: [made, state]}: PickleNode): void {
	if (shortName === '_class_setstate' && made instanceof PickleNode && state !== undefined) made.state ??= state;
}
