import type {Engine} from '../../engine/engine.ts';

/** A store, and what is to say of it in a sentence that begins with its path and "is". */
export interface EmptyStore {
	path: string;
	why: string;
}

/** Stores that were read whole and hold no runs. */
export function openedWithoutRuns({registry}: Pick<Engine, 'registry'>): EmptyStore[] {
	return [...registry.handles.values()].flatMap(({claim, format, runs, hasFault, takesRuns}) => {
		const isEmpty = [...runs.values()].every(({layer}) => layer.removed);
		return isEmpty && takesRuns && !hasFault ? [{path: claim.path, why: `a store of ${format.title} without runs`}] : [];
	});
}

/** All that were found and hold none. */
export function storesWithoutRuns(engine: Pick<Engine, 'registry' | 'discovery'>): EmptyStore[] {
	return [...engine.discovery.passed.filter(({isStore}) => isStore === true), ...openedWithoutRuns(engine)];
}
