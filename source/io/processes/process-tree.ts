import {readdirSync, readFileSync} from 'node:fs';
import {type ProcessState, readProcess} from './processes.ts';

/** Every process of this machine that /proc shows, by pid; about 10 µs each. */
export function readProcessTable(): Map<number, ProcessState> {
	const table = new Map<number, ProcessState>();
	let names: string[] = [];
	try {
		names = readdirSync('/proc');
	} catch {
		return table;
	}
	for (const name of names) {
		if (name < '0' || name > '9999999999') continue;
		const state = readProcess(Number(name));
		if (state !== null) table.set(state.pid, state);
	}
	return table;
}

/** A process and all that it started, and what those started; empty where it is gone. */
export function treeOf(pid: number, table: ReadonlyMap<number, ProcessState>): ProcessState[] {
	const root = table.get(pid);
	if (root === undefined) return [];
	const children = new Map<number, ProcessState[]>();
	for (const state of table.values()) {
		const siblings = children.get(state.parentPid);
		if (siblings === undefined) children.set(state.parentPid, [state]);
		else siblings.push(state);
	}
	const tree = new Set([root]);
	for (const {pid: parent} of tree) for (const child of children.get(parent) ?? []) tree.add(child);
	return [...tree];
}

/** Bytes that a process had from disks and gave to them since its start; null where this user may not know. */
export function readDiskBytes(pid: number): {read: number; written: number} | null {
	try {
		const text = readFileSync(`/proc/${pid}/io`, 'latin1');
		const count = (name: string) => Number(new RegExp(`^${name}: (\\d+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
		const [read, written] = [count('read_bytes'), count('write_bytes')];
		return Number.isFinite(read + written) ? {read, written} : null;
	} catch {
		return null;
	}
}
