import {type Counter, type Pair, pairOf} from './said.ts';

/**
 * Makes values of the cycles of a line that counts something finer, "[cycle 2] step 100", or an epoch that has its cycle behind it, "epoch 3, cycle 1":
 * they count only where they are alone, or hold epochs.
 */
export function tellCycles(counters: Counter[], pairs: Pair[]): void {
	if (counters.length < 2) return;
	const at = counters.findIndex(({word}) => word === 'cycle');
	const isAround = counters.every((other, i) => i === at || (i > at && other.kind === 'epoch'));
	if (at < 0 || isAround) return;
	const [cycle] = counters.splice(at, 1);
	if (cycle!.total === null) pairs.push(pairOf('cycle', cycle!.value));
}
