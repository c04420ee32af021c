/** Words that say which data a row is about, in a column or key of its own: `split: val`. */

/** What such a column is called; where a row has several, the earlier one says it. */
const dataKeys = new Map(
	['split', 'data_split', 'subset', 'partition', 'dataset', 'set', 'phase', 'mode', 'stage', 'type', 'kind'].map((name, rank) => [
		name,
		rank,
	]),
);
const dataWords = /^(?:train|training|val|valid|validation|validate|dev|test|testing|eval|evaluation)$/i;

/** Place of a name among those of columns that say what data a row is about, lower is better; -1 for every other name. */
export function dataKeyRank(name: string): number {
	return dataKeys.get(name.trim().toLowerCase()) ?? -1;
}

/** The data that a row is about by the texts of such columns, the best one first; empty for training, and where they say nothing. */
export function dataOf(texts: Iterable<string>): string {
	for (const text of texts) if (dataWords.test(text) && !/^train/i.test(text)) return text;
	return '';
}

/** Name of a value that was measured on that data: "val loss". A name that speaks of data itself stays as it is. */
export function nameForData(data: string, name: string): string {
	return data === '' || name.split(/[^\p{L}\d]+/u).some(word => dataWords.test(word)) ? name : `${data} ${name}`;
}
