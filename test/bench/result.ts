/** One measured figure, with the goal it is held against where there is one. */
export interface Result {
	what: string;
	value: number;
	unit: string;
	/** Largest (or, for `atLeast`, smallest) value that counts as met. */
	goal?: number;
	atLeast?: boolean;
}

/** CPU time of this process that some work takes, user and system, milliseconds. */
export async function cpuMsOf(work: () => unknown): Promise<number> {
	const before = process.cpuUsage();
	await work();
	const {user, system} = process.cpuUsage(before);
	return (user + system) / 1000;
}

/** Lines of a table: what, value, goal, met or missed. */
export function formatResults(results: readonly Result[]): string {
	const cells = results.map(({what, value, unit, goal, atLeast}) => {
		const met = goal === undefined ? '' : (atLeast ? value >= goal : value <= goal) ? 'met' : 'MISSED';
		const digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 0.1 ? 2 : 4;
		return [what, `${value.toFixed(digits)} ${unit}`, goal === undefined ? '' : `${atLeast ? '≥' : '≤'} ${goal}`, met];
	});
	const widths = [0, 1, 2, 3].map(i => Math.max(...cells.map(line => line[i]!.length)));
	return cells
		.map(line => line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '))
		.join('\n');
}
