/** What an act gives, null where it throws: for what may be there, may go away at any time, or be nothing sound. */
export function orNull<T>(act: () => T): T | null {
	try {
		return act();
	} catch {
		return null;
	}
}
