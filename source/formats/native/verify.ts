import type {FileAccess} from '../../core/files/files.ts';
import type {Problem} from '../../core/run.ts';
import {decodeText} from '../../encodings/text/text.ts';
import {mergeJournals, parseJournal} from './journal.ts';

const lineBytes = 16;
const mostBytes = 256 * 1024 * 1024;

/** What of the native layout can be checked only as a whole: whether the index of the output fits the output, and what the journal refers to. */
export function verifyLayout(files: FileAccess, directory: string): Problem[] {
	return [...verifyIndex(files, directory), ...verifyJournal(files, `${directory}/journal.jsonl`)];
}

/** Each entry is the time, the place in the output and the stream (1 or 2) of a line; places only go on, and lie in the output. */
function verifyIndex(files: FileAccess, directory: string): Problem[] {
	const file = `${directory}/output.index`;
	const bytes = files.readWhole(file, mostBytes);
	if (bytes === null) return [];
	const fail = (message: string): Problem[] => [{file, message}];
	if (bytes.length % lineBytes !== 0) return fail('Its last entry is cut off');
	const outputBytes = files.stat(`${directory}/output.log`)?.size;
	if (outputBytes === undefined)
		return bytes.length === 0 ? [] : fail('Is of an output.log that is not there: what the program printed is lost');
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	let before = 0;
	for (let at = 0; at < bytes.length; at += lineBytes) {
		const [place, stream] = [view.getUint32(at + 8, true), view.getUint32(at + 12, true)];
		const line = at / lineBytes + 1;
		if (stream !== 1 && stream !== 2) return fail(`Entry ${line} names the stream ${stream}; there are 1 and 2`);
		if (place < before) return fail(`Entry ${line} goes back in the output, from byte ${before} to ${place}`);
		if (place > outputBytes) return fail(`Entry ${line} lies behind the end of output.log: byte ${place} of ${outputBytes}`);
		before = place;
	}
	return [];
}

/** What a journal says that cannot be: a word twice with two contents, one that takes back what was never said, a line that was cut off. */
export function verifyJournal(files: FileAccess, file: string): Problem[] {
	const bytes = files.readWhole(file, mostBytes);
	if (bytes === null) return [];
	const text = decodeText(bytes);
	const {entries} = parseJournal(text);
	const known = new Set(mergeJournals(entries).map(({key}) => key));
	const problems = entries
		.filter(({undoes}) => undoes !== null && !known.has(undoes))
		.map(
			({undoes, op}): Problem => ({file, message: `Takes back ${op} ${undoes}, which is not in it: a part of it may be missing`}),
		);
	const spelt = new Map<string, string>();
	for (const entry of entries) {
		const words = JSON.stringify(entry);
		if ((spelt.get(entry.key) ?? words) !== words)
			problems.push({file, message: `Has two different words with the key ${entry.key}: it was changed by hand`});
		spelt.set(entry.key, words);
	}
	if (text !== '' && !text.endsWith('\n')) problems.push({file, message: 'Its last line is cut off, and does not count'});
	return problems;
}
