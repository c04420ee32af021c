import type {Act} from './acts/act.ts';
import {containerActs} from './acts/containers.ts';
import {objectActs} from './acts/objects.ts';
import {scalarActs} from './acts/scalars.ts';
import {stackActs} from './acts/stack.ts';
import type {Machine} from './machine.ts';
import {op} from './opcodes.ts';

/** By opcode, which is a byte. */
const acts: readonly (Act | undefined)[] = Array.from(
	{length: 256},
	(_, code) => stackActs[code] ?? scalarActs[code] ?? containerActs[code] ?? objectActs[code],
);

/** Does one opcode. Returns false after STOP. */
export function execute(machine: Machine, code: number): boolean {
	if (code === op.stop) return false;
	const act = acts[code] ?? machine.fail(`0x${code.toString(16).padStart(2, '0')} is no opcode`);
	act(machine, code);
	return true;
}
