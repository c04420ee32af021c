/** Columns whose cells are read so; a "round" of 1/8 is none of a training. */
const counters = /epoch|step|iter/i;
const ofTotal = /^\[?(\d+)\/\d+\]?$/;
const named = /^(?:epoch|step|iter(?:ation)?) ?[:#]? ?(\d+)(?:\/\d+)?$/i;
const thousands = /^(\d+)(?:\.(\d{1,3}))?([kKM])$/;

/**
 * The step that a cell tells in words, in thousands or beside the planned number, as "1/20", "[1/20]", "Epoch 1" and "1.5k" do; null for any other
 * cell or column.
 */
export function wordedStep(name: string, text: string): number | null {
	if (!counters.test(name)) return null;
	const digits = (ofTotal.exec(text) ?? named.exec(text))?.[1];
	return digits === undefined ? ofThousands(text) : Number(digits);
}

/** 1500 of "1.5k", by its digits, so that no fraction is left of it. */
function ofThousands(text: string): number | null {
	const [, whole, part = '', unit] = thousands.exec(text) ?? [];
	if (whole === undefined) return null;
	return Number(`${whole}${part.padEnd(3, '0')}`) * (unit === 'M' ? 1000 : 1);
}

/** The same of a text in JSON, where no other number of the file tells what a comma is for: "1,000" is a thousand. */
export function writtenStep(name: string, text: string): number | null {
	return /^\d{1,3}(?:,\d{3})+$/.test(text) && counters.test(name) ? Number(text.replaceAll(',', '')) : wordedStep(name, text);
}

/** The cells of a row, those that tell its step in words as numbers. */
export function withSteps<T>(names: readonly string[], cells: readonly (T | string)[]): (T | string | number)[] {
	return cells.map((cell, i) => (typeof cell === 'string' ? (wordedStep(names[i] ?? '', cell) ?? cell) : cell));
}
