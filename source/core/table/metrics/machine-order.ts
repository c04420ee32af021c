/** What a person looks for first when a run is slow: whether its GPUs work, then the processor, the memory, and what it waits for. */
const kinds = [/gpu|(?<![a-z])[tn]pu|cuda/i, /cpu/i, /mem|ram|swap/i, /disk|file/i, /net/i] as const;
/** How far something is used, before its temperatures, errors and clocks. */
const isUse = /(?:^|[._/])(?:[gt]pu|cpu|memory)$|util|percent/i;

function placeOf(name: string): number {
	const kind = kinds.findIndex(pattern => pattern.test(name));
	return (kind < 0 ? kinds.length : kind) * 2 + (isUse.test(name) ? 0 : 1);
}

/** Names of series of a machine, the most telling first, and the same whatever order a tracker has written them in. */
export function orderMachine(names: Iterable<string>): string[] {
	return Array.from(names, name => ({name, place: placeOf(name)}))
		.sort((a, b) => a.place - b.place || a.name.localeCompare(b.name, 'en', {numeric: true}))
		.map(({name}) => name);
}
