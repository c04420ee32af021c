import type {RunRow} from '../../core/row.ts';
import {takeLock} from '../../io/write/lock.ts';
import {scanRoots} from '../find/scan.ts';

/** Reads the runs, which keeps the index as every start of xtui does. */
export function scanForIndex(roots: readonly string[]): RunRow[] {
	return scanRoots(roots, {warn: () => {}}, {isQuiet: true})?.rows ?? [];
}

/** `xtui __index ROOT…`: reads the runs once and keeps the index; where another one is at it already, that is enough. */
export function renewIndex(roots: readonly string[]): void {
	const lock = takeLock(`index ${roots.join('\0')}`);
	if ('heldBy' in lock) return;
	try {
		scanForIndex(roots);
	} finally {
		lock.release();
	}
}
