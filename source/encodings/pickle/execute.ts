import {Damage} from './cursor.ts';
import type {Machine} from './machine.ts';
import {setPairs} from './machine.ts';
import {floatFromText, longFromBytes, longFromText} from './numbers.ts';
import {op} from './opcodes.ts';
import {rawUnicode, unquote} from './text.ts';
import {PickleGlobal, PickleNode, PickleSet, type PickleValue} from './values.ts';

const newestProtocol = 5;

/** Does one opcode. Returns false after STOP. */
export function execute(machine: Machine, code: number): boolean {
	const {cursor, stack} = machine;
	switch (code) {
		case op.stop:
			return false;
		case op.protocol: {
			const version = cursor.uint8();
			if (version > newestProtocol)
				throw new Damage('foreign', machine.at, `written in pickle protocol ${version}, which is not known`);
			break;
		}
		case op.frame:
			cursor.take(8);
			break;
		case op.mark:
			machine.marks.push(stack.length);
			break;
		case op.none:
			stack.push(null);
			break;
		case op.true:
			stack.push(true);
			break;
		case op.false:
			stack.push(false);
			break;
		case op.binInt:
			stack.push(cursor.int32());
			break;
		case op.binInt1:
			stack.push(cursor.uint8());
			break;
		case op.binInt2:
			stack.push(cursor.uint16());
			break;
		case op.binFloat:
			stack.push(cursor.float64BigEndian());
			break;
		case op.long1:
			stack.push(long(machine, cursor.uint8()));
			break;
		case op.long4:
			stack.push(long(machine, cursor.uint32()));
			break;
		case op.shortBinUnicode:
			stack.push(cursor.text(cursor.uint8()));
			break;
		case op.binUnicode:
			stack.push(cursor.text(cursor.uint32()));
			break;
		case op.binUnicode8:
			stack.push(cursor.text(cursor.uint64()));
			break;
		case op.shortBinString:
			stack.push(cursor.latin1(cursor.uint8()));
			break;
		case op.binString:
			stack.push(cursor.latin1(cursor.uint32()));
			break;
		case op.shortBinBytes:
			stack.push(cursor.slice(cursor.uint8()));
			break;
		case op.binBytes:
			stack.push(cursor.slice(cursor.uint32()));
			break;
		case op.binBytes8:
		case op.byteArray8:
			stack.push(cursor.slice(cursor.uint64()));
			break;
		case op.emptyDict:
			machine.make(new Map());
			break;
		case op.emptyList:
		case op.emptyTuple:
			machine.make([]);
			break;
		case op.emptySet:
			machine.make(new PickleSet([]));
			break;
		case op.tuple1:
			machine.make([machine.pop()]);
			break;
		case op.tuple2: {
			const second = machine.pop();
			machine.make([machine.pop(), second]);
			break;
		}
		case op.tuple3: {
			const third = machine.pop();
			const second = machine.pop();
			machine.make([machine.pop(), second, third]);
			break;
		}
		case op.tuple:
		case op.list:
			machine.make(machine.popMark());
			break;
		case op.frozenSet:
			machine.make(new PickleSet(machine.popMark()));
			break;
		case op.dict: {
			const map = new Map<PickleValue, PickleValue>();
			setPairs(map, machine.popMark());
			machine.make(map);
			break;
		}
		case op.append:
			machine.append([machine.pop()]);
			break;
		case op.appends:
		case op.addItems:
			machine.append(machine.popMark());
			break;
		case op.setItem: {
			const value = machine.pop();
			machine.setItems([machine.pop(), value]);
			break;
		}
		case op.setItems:
			machine.setItems(machine.popMark());
			break;
		case op.memoize:
			machine.memoize();
			break;
		case op.binPut:
			machine.remember(cursor.uint8(), machine.top());
			break;
		case op.longBinPut:
			machine.remember(cursor.uint32(), machine.top());
			break;
		case op.put:
			machine.remember(index(machine), machine.top());
			break;
		case op.binGet:
			machine.recall(cursor.uint8());
			break;
		case op.longBinGet:
			machine.recall(cursor.uint32());
			break;
		case op.get:
			machine.recall(index(machine));
			break;
		case op.pop:
			// As in CPython: with nothing above the mark, the mark itself goes.
			if (machine.marks.at(-1) === stack.length && stack.length > 0) machine.marks.pop();
			else machine.pop();
			break;
		case op.popMark:
			machine.popMark();
			break;
		case op.dup:
			stack.push(machine.top());
			break;
		case op.build:
			machine.build();
			break;
		default:
			executeRare(machine, code);
	}
	return true;
}

/** Names, calls, and what only protocol 0 and extensions use. */
function executeRare(machine: Machine, code: number): void {
	const {cursor, stack} = machine;
	switch (code) {
		case op.global:
			machine.make(new PickleGlobal(cursor.line(), cursor.line()));
			break;
		case op.stackGlobal: {
			const name = machine.pop();
			const module = machine.pop();
			if (typeof name !== 'string' || typeof module !== 'string') machine.fail('a name that is no text');
			machine.make(new PickleGlobal(module, name));
			break;
		}
		case op.reduce:
		case op.newObject: {
			const args = machine.popArguments();
			const node = new PickleNode(machine.popGlobal(), args);
			node.isNew = code === op.newObject;
			takeClassState(node);
			machine.make(node);
			break;
		}
		case op.newObjectKeywords: {
			const keywords = machine.pop();
			const args = machine.popArguments();
			machine.make(new PickleNode(machine.popGlobal(), [...args, keywords]));
			break;
		}
		case op.object: {
			const [callable, ...args] = machine.popMark();
			if (!(callable instanceof PickleGlobal)) machine.fail('an object without a class');
			machine.make(new PickleNode(callable, args));
			break;
		}
		case op.instance: {
			const callable = new PickleGlobal(cursor.line(), cursor.line());
			machine.make(new PickleNode(callable, machine.popMark()));
			break;
		}
		case op.int: {
			const line = cursor.line();
			stack.push(line === '00' ? false : line === '01' ? true : integer(machine, line));
			break;
		}
		case op.long:
			stack.push(integer(machine, cursor.line()));
			break;
		case op.float:
			stack.push(floatFromText(cursor.line()) ?? machine.fail('a number that cannot be read'));
			break;
		case op.string:
			stack.push(unquote(cursor.line()) ?? machine.fail('a text without its quotes'));
			break;
		case op.unicode:
			stack.push(rawUnicode(cursor.line()));
			break;
		case op.persistentId:
			machine.make(outside('persistent_id', cursor.line()));
			break;
		case op.binPersistentId:
			machine.make(outside('persistent_id', machine.pop()));
			break;
		case op.extension1:
			machine.make(new PickleGlobal('copyreg', `extension_${cursor.uint8()}`));
			break;
		case op.extension2:
			machine.make(new PickleGlobal('copyreg', `extension_${cursor.uint16()}`));
			break;
		case op.extension4:
			machine.make(new PickleGlobal('copyreg', `extension_${cursor.int32()}`));
			break;
		case op.nextBuffer:
			machine.make(new PickleGlobal('pickle', 'buffer'));
			break;
		case op.readOnlyBuffer:
			break;
		default:
			machine.fail(`0x${code.toString(16).padStart(2, '0')} is no opcode`);
	}
}

function outside(name: string, id: PickleValue): PickleNode {
	return new PickleNode(new PickleGlobal('pickle', name), [id]);
}

function index(machine: Machine): number {
	const value = Number(machine.cursor.line());
	return Number.isSafeInteger(value) && value >= 0 ? value : machine.fail('an entry that is no number');
}

function integer(machine: Machine, line: string): PickleValue {
	const value = longFromText(line);
	if (value === undefined) machine.fail('a number that cannot be read');
	return value ?? new PickleGlobal('builtins', `int of ${line.length} digits`);
}

function long(machine: Machine, length: number): PickleValue {
	return longFromBytes(machine.cursor.slice(length)) ?? new PickleGlobal('builtins', `int of ${length} bytes`);
}

/** cloudpickle fills a class that it writes out by a call, and throws the result of that away. */
function takeClassState({shortName, args: [made, state]}: PickleNode): void {
	if (shortName === '_class_setstate' && made instanceof PickleNode && state !== undefined) made.state ??= state;
}
