import type {RecordedSource} from '../../../core/diff/source-text.ts';
import {keptOf} from '../../kept-of.ts';
import type {TrackedRun} from '../../model/tracked-run.ts';
import type {Registry} from '../../registry.ts';

/** What a run recorded of its code. */
export function readRecordedSource(registry: Pick<Registry, 'handles'>, run: TrackedRun): RecordedSource {
	const {sources, patch} = keptOf(registry, run);
	return {digest: run.facts.sourceDigest, copies: sources.size, patched: patch !== null};
}

/** The same of runs that are looked at again and again: copies are listed once, since a run makes them when it begins. */
export class RecordedSources {
	private readonly known = new Map<number, RecordedSource>();

	constructor(private readonly registry: Pick<Registry, 'handles'>) {}

	of(run: TrackedRun): RecordedSource {
		const before = this.known.get(run.key);
		if (before !== undefined && before.copies > 0 && before.digest === run.facts.sourceDigest) return before;
		const read = readRecordedSource(this.registry, run);
		this.known.set(run.key, read);
		return read;
	}

	forget(): void {
		this.known.clear();
	}
}
