import type {
	ComparedCode,
	ComparedLog,
	ComparedNews,
	ComparedRun,
	ComparedSurroundings,
	ComparedValues,
} from '../../core/diff/compared.ts';

/** What the engine told of compared runs, by run. */
export interface ComparedKnown {
	runs: ReadonlyMap<number, ComparedRun>;
	values: ReadonlyMap<number, ComparedValues>;
	/** Against the first of the runs that were compared then. */
	code: ReadonlyMap<number, ComparedCode>;
	surroundings: ReadonlyMap<number, ComparedSurroundings>;
	logs: ReadonlyMap<number, ComparedLog>;
}

export const nothingCompared: ComparedKnown = {
	runs: new Map(),
	values: new Map(),
	code: new Map(),
	surroundings: new Map(),
	logs: new Map(),
};

/** The map with what is new, of compared runs only; the same one where nothing is. */
function added<Value extends {run: number}>(
	known: ReadonlyMap<number, Value>,
	news: readonly Value[],
	compared: ReadonlySet<number>,
): ReadonlyMap<number, Value> {
	if (news.length === 0) return known;
	const kept = [...known].filter(([run]) => compared.has(run));
	return new Map([...kept, ...news.map((value): [number, Value] => [value.run, value])]);
}

/** Takes in what is new of compared runs, and forgets runs that are compared no more. What did not change keeps its identity. */
export function hearCompared(known: ComparedKnown, news: ComparedNews, compared: ReadonlySet<number>): ComparedKnown {
	return {
		runs: added(known.runs, news.runs, compared),
		values: added(known.values, news.values, compared),
		code: added(known.code, news.code, compared),
		surroundings: added(known.surroundings, news.surroundings, compared),
		logs: added(known.logs, news.logs, compared),
	};
}
