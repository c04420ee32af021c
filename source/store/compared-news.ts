import type {ComparedCode, ComparedNews, ComparedRun, ComparedSurroundings, ComparedValues} from '../engine/protocol.ts';

/** What the engine told of compared runs, by run. */
export interface ComparedKnown {
	runs: ReadonlyMap<number, ComparedRun>;
	values: ReadonlyMap<number, ComparedValues>;
	/** Against the first of the runs that were compared then. */
	code: ReadonlyMap<number, ComparedCode>;
	surroundings: ReadonlyMap<number, ComparedSurroundings>;
}

export const nothingCompared: ComparedKnown = {runs: new Map(), values: new Map(), code: new Map(), surroundings: new Map()};

/** The map with what is new; the same one where nothing is. */
function added<Value extends {run: number}>(
	known: ReadonlyMap<number, Value>,
	news: readonly Value[],
): ReadonlyMap<number, Value> {
	return news.length === 0 ? known : new Map([...known, ...news.map((value): [number, Value] => [value.run, value])]);
}

/** Takes in what is new of compared runs. What did not change keeps its identity. */
export function hearCompared(known: ComparedKnown, news: ComparedNews): ComparedKnown {
	return {
		runs: added(known.runs, news.runs),
		values: added(known.values, news.values),
		code: added(known.code, news.code),
		surroundings: added(known.surroundings, news.surroundings),
	};
}
