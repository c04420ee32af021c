import {decodeFile} from '../../encodings/text/text.ts';
import {stepRank} from '../plain/step-names.ts';

/**
 * The columns, joined, where a file begins as Keras' CSVLogger writes it: `epoch` first, then the names of losses and metrics in order of
 * the alphabet, a loss among them, for each `val_` one its like; then a row an epoch. Null for any other file, also one that counts batches or
 * steps beside its epochs: Keras names none, and Lightning's table has its own reader.
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
	return isWhole && countsEpochs(rows.map(([epoch]) => Number(epoch))) ? names.join('\n') : null;
}

/** One row an epoch; a fit() that goes on in the file begins anew, from 0 or from where it was told to. */
function countsEpochs(epochs: readonly number[]): boolean {
	return epochs.every((epoch, i) => {
		const before = epochs[i - 1];
		return before === undefined || epoch === before + 1 || epoch < before || epoch === 0;
	});
}
