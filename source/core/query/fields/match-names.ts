const separator = /[/.#]/;

/** Whether `full` ends in `name` behind a separator: `train/loss` in `loss`. */
export function endsInSegment(full: string, name: string): boolean {
	return full.length > name.length && full.endsWith(name) && separator.test(full[full.length - name.length - 1]!);
}

/** Names equal to `name`, else those that end in it, else the same without regard to case; [] where there is none. */
export function matchNames(names: Iterable<string>, name: string): {names: string[]; whole: boolean} {
	const all = [...names];
	if (name === '') return {names: [], whole: false};
	if (all.includes(name)) return {names: [name], whole: true};
	const ending = all.filter(full => endsInSegment(full, name));
	if (ending.length > 0) return {names: ending, whole: false};
	const lower = name.toLowerCase();
	const alike = all.filter(full => full.toLowerCase() === lower);
	if (alike.length > 0) return {names: alike, whole: true};
	return {names: all.filter(full => endsInSegment(full.toLowerCase(), lower)), whole: false};
}
