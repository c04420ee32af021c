import type {Target} from '../core/acting/target.ts';
import type {FileAccess} from '../core/files/files.ts';
import {makeTargets} from './model/target.ts';
import type {TrackedRun} from './model/tracked-run.ts';
import type {Registry} from './registry.ts';

/** The engine's runs for those that act on them, where they lie now: one that was moved a moment ago may still be listed where it was. */
export class Targets {
	/** @param localFormats formats whose ids are only unique within a project */
	constructor(
		private readonly registry: Registry,
		private readonly files: FileAccess,
		private readonly localFormats: ReadonlySet<string>,
	) {}

	/** Keys of runs that are nowhere any more give nothing. `elsewhere` is a root of runs that are roots themselves. */
	ofKeys(keys: readonly number[], elsewhere: string | null = null): Target[] {
		return this.ofRuns(this.runsOf(keys), elsewhere);
	}

	/** The same for runs that were held on to while they were moved. */
	ofRuns(held: readonly TrackedRun[], elsewhere: string | null = null): Target[] {
		const found = new Set(held.flatMap(run => this.findNow(run) ?? []));
		return makeTargets([...found], this.registry.runs.values(), this.localFormats, elsewhere);
	}

	runsOf(keys: readonly number[]): TrackedRun[] {
		return keys.flatMap(key => this.registry.find(key) ?? []);
	}

	/** The run where it lies now; null where it is not where it was, and not found elsewhere yet. */
	findNow(run: TrackedRun): TrackedRun | null {
		if (this.files.exists(run.path)) return run;
		for (const other of this.registry.runs.values()) {
			const isSame = other !== run && other.format === run.format && other.id === run.id;
			if (isSame && this.files.exists(other.path)) return other;
		}
		return null;
	}
}
