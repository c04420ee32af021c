/** The largest of any number of values and `least`: spreading thousands of arguments would overflow the stack. */
export function largest(values: Iterable<number>, least: number): number {
	let most = least;
	for (const value of values) if (value > most) most = value;
	return most;
}
