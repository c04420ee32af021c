import {parseNumber} from '../../encodings/numbers/odd-number.ts';
import {decodeFile} from '../../encodings/text/text.ts';
import {rareSeparatorOf} from '../csv/cells/rare-separators.ts';
import {stepRank} from '../plain/names/step-names.ts';

/**
 * The columns, joined, where a file begins as Keras' CSVLogger writes it: `epoch` first, then the names of losses and metrics in order of
 * the alphabet, a loss among them, for each `val_` one its like; then a row of numbers an epoch. Null for any other file, also one that counts
 * batches or steps beside its epochs, or has a column of words: Keras names none, and Lightning's table has its own reader.
 */
export function isKerasHead(head: Uint8Array): string | null {
	const text = decodeFile(head);
	const [header = '', ...rest] = text.slice(0, text.lastIndexOf('\n')).split(/\r?\n/);
	const separator = /^epoch([^\w\s"]|[\t ])/.exec(header)?.[1];
	if (separator === undefined) return null;
	const [, ...names] = header.split(separator);
	const known = new Set(names);
	if (known.size !== names.length || !names.some(name => /(?:^|_)loss$/.test(name))) return null;
	if (!names.every(name => /^[\w ./@-]+$/.test(name))) return null;
	if (names.some(name => stepRank(name) >= 0)) return null;
	if (names.some(name => name.startsWith('val_') && !known.has(name.slice(4)))) return null;
	if (names.length < 2 || names.some((name, i) => i > 0 && name < names[i - 1]!)) return null;
	const rows = rest.slice(0, 3).map(line => line.split(separator));
	const isWhole = rows.every(row => row.length >= names.length && /^\d+$/.test(row[0]!));
	if (!isReadWith(separator, head) || names.some((_, i) => isOfWords(rows.map(row => (row[i + 1] ?? '').trim())))) return null;
	return isWhole && countsEpochs(rows.map(([epoch]) => Number(epoch))) ? names.join('\n') : null;
}

const usual = [',', '\t', ';', '|'];

/** False where a rare separator does not part the rows as it does the names. With blanks between its names a line may be prose until there is one. */
function isReadWith(separator: string, head: Uint8Array): boolean {
	if (usual.includes(separator)) return true;
	const rare = rareSeparatorOf(head);
	return rare === 'early' ? separator !== ' ' : rare !== null;
}

/** True for cells that all are words; Keras writes `NA` for what an epoch has no value of. */
function isOfWords(cells: readonly string[]): boolean {
	return (
		cells.length > 0 &&
		cells.every(cell => /^\p{L}/u.test(cell) && parseNumber(cell) === null && !/^(?:NA|True|False)$/.test(cell))
	);
}

/** One row an epoch; a fit() that goes on in the file begins anew, from 0 or from where it was told to. */
function countsEpochs(epochs: readonly number[]): boolean {
	return epochs.every((epoch, i) => {
		const before = epochs[i - 1];
		return before === undefined || epoch === before + 1 || epoch < before || epoch === 0;
	});
}
