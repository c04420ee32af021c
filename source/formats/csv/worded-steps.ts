/** Columns whose cells are read so; a "round" of 1/8 is none of a training. */
const counters = /epoch|step|iter/i;
const ofTotal = /^\[?(\d+)\/\d+\]?$/;
const named = /^(?:epoch|step|iter(?:ation)?) ?[:#]? ?(\d+)(?:\/\d+)?$/i;

/** The step that a cell tells in words or beside the planned number, as "1/20", "[1/20]" and "Epoch 1" do; null for any other cell or column. */
export function wordedStep(name: string, text: string): number | null {
	if (!counters.test(name)) return null;
	const digits = (ofTotal.exec(text) ?? named.exec(text))?.[1];
	return digits === undefined ? null : Number(digits);
}

/** The cells of a row, those that tell its step in words as numbers. */
export function withSteps<T>(names: readonly string[], cells: readonly (T | string)[]): (T | string | number)[] {
	return cells.map((cell, i) => (typeof cell === 'string' ? (wordedStep(names[i] ?? '', cell) ?? cell) : cell));
}
