import {compileQuery, runQuery} from '../../source/core/query/compile/compile.ts';
import type {RunRow} from '../../source/core/row.ts';
import {statuses} from '../../source/core/status.ts';
import {Chance} from '../core/query/random.ts';
import {makeRow, nowMs} from '../core/query/rows.ts';
import {cpuMsOf} from './result.ts';

/** Rows as a tree of several trackers gives them: a dozen shapes of metrics and config, each row with its own arrays. */
export function makeManyRows(count: number): RunRow[] {
	const chance = new Chance(5);
	return Array.from({length: count}, (_, i) => {
		const shape = chance.below(12);
		const metrics: Record<string, number> = {'train/loss': chance.next(), 'val/acc': chance.next()};
		for (let m = 0; m < 20 + shape; m++) metrics[`extra/${shape % 3}-${m}`] = chance.next();
		const config: Record<string, number | string> = {
			lr: 10 ** -(1 + chance.below(5)),
			seed: i % 5,
			'optim.name': chance.pick(['adam', 'sgd', 'adamw']),
			bs: 2 ** chance.below(8),
		};
		for (let c = 0; c < 20; c++) config[`model.layer${c}.width`] = chance.below(1000);
		return makeRow({
			name: `run-${i}`,
			status: chance.pick(statuses),
			startedAtMs: nowMs - chance.below(1e9),
			tags: chance.below(3) === 0 ? ['baseline'] : [],
			config,
			metrics,
		});
	});
}

/** Five conditions and two sort keys. */
export const longQuery = 'loss<0.9 acc>0.05 lr<=1e-1 not status:failed optim.name:adam sort:-acc,lr';

/** CPU milliseconds of a query over runs that nothing is known of yet, as `xtui ls` asks it: compiled, filtered, sorted. The median. */
export async function benchQuery(count = 10_000, rounds = 15): Promise<number> {
	const rows = makeManyRows(count);
	const times: number[] = [];
	for (let round = 0; round < rounds; round++) {
		// Other rows each time, so that nothing is taken from the last ones.
		const fresh = rows.map(row => ({...row}));
		times.push(
			await cpuMsOf(() => {
				const compiled = compileQuery(longQuery, {rows: fresh});
				if (compiled.ok) runQuery(compiled.query, fresh, nowMs);
			}),
		);
	}
	return times.sort((a, b) => a - b)[rounds >> 1]!;
}
