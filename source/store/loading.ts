import type {Reading} from '../engine/protocol.ts';

/** True until everything that is there has been found and read. */
export function isLoading(reading: Reading | null): boolean {
	return reading === null || !reading.scanned || reading.runsLeft > 0;
}
