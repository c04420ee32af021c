import {type Kept, nothingKept} from '../formats/kept.ts';
import type {TrackedRun} from './model/tracked-run.ts';
import type {Registry} from './registry.ts';

/** What the trackers of a run kept of its code and packages: of each thing what the strongest of them has. */
export function keptOf({handles}: Pick<Registry, 'handles'>, run: TrackedRun): Kept {
	const found: {rank: number; kept: Kept}[] = [];
	run.wake();
	for (const {source, runs, format} of handles.values())
		for (const [key, held] of runs)
			if (held.run === run && source.kept !== undefined) found.push({rank: format.rank, kept: source.kept(key)});
	return found
		.sort((a, b) => a.rank - b.rank)
		.reduce(
			(sum, {kept}) => ({
				sources: kept.sources.size > 0 ? kept.sources : sum.sources,
				patch: kept.patch ?? sum.patch,
				commitIsWhole: kept.commitIsWhole || sum.commitIsWhole,
				packages: {...sum.packages, ...kept.packages},
			}),
			nothingKept,
		);
}
