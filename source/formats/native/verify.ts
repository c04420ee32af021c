import {listNames} from '../../core/check/finding.ts';
import type {FileAccess} from '../../core/files/files.ts';
import type {JsonObject, Problem} from '../../core/run.ts';
import {formatBytes} from '../../core/text/units.ts';
import {parseTolerantJson} from '../../encodings/json/tolerant-json.ts';
import {decodeText} from '../../encodings/text/text.ts';
import {isObject, numberOf, objectOf} from '../values.ts';
import {mergeJournals, parseJournal} from './journal.ts';

const lineBytes = 16;
const mostBytes = 256 * 1024 * 1024;

/**
 * What of the native layout can be checked only as a whole: whether the output and the points are all there by what was counted of them, whether the
 * index of the output fits it, and what the journal refers to.
 */
export function verifyLayout(files: FileAccess, directory: string): Problem[] {
	const journal = `${directory}/journal.jsonl`;
	const attributes = objectIn(files, `${directory}/summaries/attrs.json`);
	// Of what a full disk refused it is counted how much that was, and not where.
	const counted = attributes.output_bytes_lost === undefined ? attributes : null;
	return [
		...verifyRecord(files, `${directory}/xtui-run.json`),
		...(counted === null ? [] : verifyPoints(files, directory)),
		...verifyOutput(files, directory, numberOf(counted?.output_bytes)),
		...verifyIndex(files, directory, numberOf(counted?.output_lines)),
		...verifyJournal(files, journal),
	];
}

const objectIn = (files: FileAccess, file: string): JsonObject =>
	objectOf(parseTolerantJson(decodeText(files.readWhole(file, mostBytes) ?? new Uint8Array())));

const verifyRecord = (files: FileAccess, file: string): Problem[] =>
	files.exists(file) ? [] : [{file, message: 'Is missing: how the run was started, and with which settings, is not known'}];

/** A recorder that was killed has counted less than it wrote, and never more. */
function verifyOutput(files: FileAccess, directory: string, counted: number | null): Problem[] {
	const file = `${directory}/output.log`;
	const bytes = files.stat(file)?.size ?? null;
	// The index says it of an output that is gone.
	if (counted === null || counted <= (bytes ?? 0) || (bytes === null && files.exists(`${directory}/output.index`))) return [];
	return [{file, message: `Was cut: ${formatBytes(bytes ?? 0)} of the ${formatBytes(counted)} that were recorded are there`}];
}

/** The last point of each metric stands in a row, by the summary that is written after it. */
function verifyPoints(files: FileAccess, directory: string): Problem[] {
	const file = `${directory}/metrics.jsonl`;
	const missing = new Map<string, JsonObject>();
	for (const [name, summary] of Object.entries(objectIn(files, `${directory}/summaries/metrics.json`)))
		if (isObject(summary) && typeof summary.step === 'number') missing.set(name, summary);
	if (missing.size === 0) return [];
	const bytes = files.readWhole(file, mostBytes);
	// What may not be read or is very long is no loss.
	if (bytes === null && files.exists(file)) return [];
	const rows = decodeText(bytes ?? new Uint8Array()).split('\n');
	for (let at = rows.length - 1; at >= 0 && missing.size > 0; at--) {
		const row = objectOf(parseTolerantJson(rows[at]!));
		for (const [name, {step, last}] of missing)
			if (row.step === step && (Object.is(row[name], last) || Object.is(row[`${name}_`], last))) missing.delete(name);
	}
	if (missing.size === 0) return [];
	const names = [...missing].map(([name, {step}]) => `${name} of step ${step}`);
	return [{file, message: `Rows are lost: it has no ${listNames(names)}, which summaries/metrics.json has`}];
}

/** Each entry is the time, the place in the output and the stream (1 or 2) of a line; places only go on, and lie in the output. */
function verifyIndex(files: FileAccess, directory: string, countedLines: number | null): Problem[] {
	const file = `${directory}/output.index`;
	const bytes = files.readWhole(file, mostBytes) ?? new Uint8Array();
	if (bytes.length < (files.stat(file)?.size ?? 0)) return [];
	const fail = (message: string): Problem[] => [{file, message}];
	if (bytes.length % lineBytes !== 0) return fail('Its last entry is cut off');
	// A line of which pieces came from both streams has several.
	if (countedLines !== null && bytes.length < countedLines * lineBytes)
		return fail(
			`Knows ${bytes.length / lineBytes} of the ${countedLines} lines that were recorded: when the others came is lost`,
		);
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
