import type {Machine} from '../machine.ts';

/** What one opcode does. */
export type Act = (machine: Machine, code: number) => void;

export type Acts = Readonly<Record<number, Act>>;
