/** Queries that a person has kept, the newest first. */

const mostQueries = 300;

/** The history with a query kept once more: it stands first, and only there. Blank ones are not kept. */
export function rememberQuery(history: readonly string[], query: string): readonly string[] {
	const text = query.trim();
	if (text === '' || history[0] === text) return history;
	return [text, ...history.filter(other => other !== text)].slice(0, mostQueries);
}

/** The newest query that goes on from what is typed; null for none. */
export function findGhost(history: readonly string[], typed: string): string | null {
	if (typed.trim() === '') return null;
	return history.find(query => query.length > typed.length && query.startsWith(typed)) ?? null;
}

/**
 * Steps through the queries that begin as the draft does, `at` -1 being the draft itself.
 * @param by 1 for an older one, -1 for a newer one
 * @returns null where there is none further on
 */
export function recallQuery(
	history: readonly string[],
	draft: string,
	at: number,
	by: 1 | -1,
): {at: number; text: string} | null {
	const fitting = history.filter(query => query.startsWith(draft) && query !== draft);
	const to = at + by;
	if (to < -1 || to >= fitting.length) return null;
	return {at: to, text: to < 0 ? draft : fitting[to]!};
}
