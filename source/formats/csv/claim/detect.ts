import type {Entry, FileAccess} from '../../../core/files/files.ts';
import {CsvScanner, cellKinds} from '../../../encodings/csv.ts';
import {parseNumber} from '../../../encodings/numbers/odd-number.ts';
import {isPackedHead} from '../../../encodings/packers.ts';
import {decodeText} from '../../../encodings/text/text.ts';
import {isBareUtf16, sniffUtf16} from '../../../encodings/text/utf16.ts';
import type {Claim, Listing} from '../../format.ts';
import {stemOf} from '../../plain/files-source.ts';
import {isTellingStep, stepRank} from '../../plain/names/step-names.ts';
import {isCommonWord, isMetricName, tellingRank} from '../../plain/names/telling.ts';
import {isPlainStem} from '../../plain/names/training-stems.ts';
import {withSteps} from '../../plain/names/worded-steps.ts';
import {peekFiles} from '../../plain/peek-files.ts';
import {settingsFilesIn, withSettings} from '../../plain/settings-file.ts';
import {TextFeed} from '../../plain/text-feed.ts';
import {isOutputName} from '../../textlog/detect.ts';
import {namesSeparator, respell, sniffSeparator, spellingOf, uncommented} from '../cells/dialect.ts';
import type {Cell} from '../columns/columns.ts';
import {areLists} from '../table/row-lists.ts';
import {isNoRow, isNumbered, oneLine} from '../table/table-head.ts';
import {isCatboost, isTimeLeft} from './catboost.ts';
import {isMetricTable} from './judge-columns.ts';
import {withoutMonitors} from './monitors.ts';

const tableEnding = /\.(?:csv|tsv)$/i;
const headBytes = 4096;
const widestTable = 512;
const fewestTurned = 2;
/** Of a list: fewer may be a result for each seed. */
const fewestListed = 6;
const ofRewards = /^(?:(?:train(?:ing)?|eval|test|episode|total|mean|avg)[-_ ]?)*rewards?$/i;
/** `acc.txt` may be of three accelerations, `map.txt` a map. */
const ofLearning = /loss|reward|accuracy/i;
/** Of numbers in a line without a name, such as those of a batch and of all so far. */
const widestListed = 4;
const listSignature = '1 column';
/** What simulations write too. */
const ofSimulations = /\.dat$/i;
/** Tables, JSON and events, packed too. */
const trackerFiles = /\.(?:csv|tsv|jsonl?|ndjson)(?:\.\w+)?$|tfevents/i;
/** Of a name of a column. */
const mostNameLines = 3;
const [mostRows, mostLines] = [24, 36];

/** Claims for the tables of a directory that hold metrics. */
export function detectCsv(listing: Listing, files: FileAccess): Claim[] {
	const judge = (name: string, head: Uint8Array) => {
		const signature = judgeHead(name, head);
		const isTable = tableEnding.test(name);
		const isAside = signature === listSignature || (signature !== null && ofSimulations.test(name));
		return isAside && listing.entries.some(isTable ? isOutputName : tellsMore) ? null : signature;
	};
	const found = withoutMonitors(
		peekFiles(listing, files, {format: 'csv', isPlausible, judgeHead: judge, headBytes}),
		listing,
		files,
	);
	const claims = withSettings(found, listing);
	return claims.length > 0 && isCatboost(listing.entries)
		? claims.map(claim => (claim.path === listing.path ? {...claim, ownsSubtree: true} : claim))
		: claims;
}

/** True for what tells more than a list or a .dat beside it, which as a table would take its metrics away; lists in tables are so beside outputs alone. */
const tellsMore = (entry: Entry): boolean =>
	isOutputName(entry) ||
	(entry.kind === 'file' && trackerFiles.test(entry.name) && settingsFilesIn('', [entry.name]).length === 0);

/** True for a file that may become a table once it grows: logs are written to all the time. */
export const mayBecomeTable = (entry: Entry): boolean => isPlausible(entry) && !/\.log$/i.test(entry.name);

function isPlausible({name, kind}: Entry): boolean {
	if (kind !== 'file') return false;
	// Keras' CSVLogger and many scripts write tables into files called .log, .txt or .dat.
	return /\.(?:csv|tsv)$/i.test(name) || (/\.(?:log|txt|dat)$/i.test(name) && tellingRank(stemOf(name)) > 0);
}

/** The columns, joined, of a table of metrics; null for any other file. `head` is its beginning. */
export function judgeHead(name: string, head: Uint8Array): string | null {
	if (isBareUtf16(head) || isPackedHead(head)) return null;
	const [first, ...written] = head.length === 0 ? [] : readRows(name, head);
	if (first === undefined) return isNamed(name) && !isNoText(head) ? '' : isListedText(name, head) ? listSignature : null;
	return judgeRows(
		name,
		first,
		written.map(row => withSteps(first.map(String), row)),
	);
}

/** True for a table that is called like a training's: without names of columns only its own says what it is. */
function isNamed(name: string): boolean {
	const stem = stemOf(name);
	return tableEnding.test(name) && tellingRank(stem) === 2 && isPlainStem(stem);
}

/** True for some rows of numbers in a table that is called after what an agent was given; pandas names the columns of a list `,0`. */
const isOfRewards = (name: string, first: readonly Cell[], rows: readonly Cell[][]): boolean =>
	tableEnding.test(name) &&
	ofRewards.test(stemOf(name)) &&
	rows.length >= fewestListed &&
	(first.every(cell => cell !== null) || isPandas(first, rows));

/** True where pandas has numbered the columns of the table. */
const isPandas = (first: readonly Cell[], [second]: readonly Cell[][]): boolean =>
	second !== undefined && first.every(cell => typeof cell !== 'string') && isNumbered(first as (number | null)[], second);

/** True for a number a row, or one behind a count of them, in a table that is called as one metric is, and nothing else: `dev_acc.csv`. */
function isOfMetric(name: string, first: readonly Cell[], rows: readonly Cell[][]): boolean {
	const stem = stemOf(name);
	if (!tableEnding.test(name) || !isMetricName(stem) || isCommonWord(stem) || !isPlainStem(stem)) return false;
	if (rows.length < fewestListed || first.length > 2) return false;
	const values = isPandas(first, rows) ? rows : [first, ...rows];
	const areNumbers = values.every(row => row.length === first.length && row.every(cell => typeof cell === 'number'));
	return areNumbers && (first.length === 1 || values.every(([count], i) => i === 0 || Number(count) > Number(values[i - 1]![0])));
}

/** True for a number a line, or a few, in a text that is called as one metric is, and nothing else, or for a whole list in a line: `loss.txt`. */
function isListOfOne(name: string, rows: readonly (readonly Cell[])[]): boolean {
	const stem = stemOf(name);
	if (rows.length === 0 || !/\.txt$/i.test(name) || !isMetricName(stem) || isCommonWord(stem)) return false;
	if (!isPlainStem(stem) && !ofRewards.test(stem)) return false;
	if (areLists(rows)) return true;
	const width = rows[0]!.length;
	if (rows.length < fewestListed || width > widestListed || (width > 1 && !ofLearning.test(stem))) return false;
	return rows.every(row => row.length === width && row.every(cell => typeof cell === 'number'));
}

/** True for such a text of one line whose end is not written, as `str(losses)` makes it. */
function isListedText(name: string, head: Uint8Array): boolean {
	const text = decodeText(head).trimEnd();
	return text.endsWith(']') && isListOfOne(name, readRows(name, new TextEncoder().encode(`${text}\n`)));
}

/** What `judgeHead` gives, by the cells of a header and of the rows below. */
function judgeRows(name: string, first: readonly Cell[], rows: readonly Cell[][]): string | null {
	const stem = stemOf(name);
	const isTable = tableEnding.test(name);
	if (isListOfOne(name, [first, ...rows])) return listSignature;
	if (isNamed(name) && areLists([first, ...rows])) return listSignature;
	if (!isTable && (first.length < 2 || rows[0] === undefined || rows[0].length < 2)) return null;
	const hasHeader = first.some(cell => typeof cell === 'string');
	if (!hasHeader)
		return (isNamed(name) || isOfRewards(name, first, rows) || isOfMetric(name, first, rows)) &&
			first.length <= widestTable &&
			!areTransposed(first, rows)
			? `${first.length} columns`
			: null;
	const texts = first.map(cell => (cell === null ? '' : String(cell)));
	const names = texts.map(oneLine);
	// Behind a quote that nothing closes there may be many.
	if (texts.some(name => name.split('\n').length > mostNameLines)) return null;
	if ((names.length > widestTable && !names.some(isTellingStep)) || !looksLikeNames(names)) return null;
	if (isTimeLeft(names)) return null;
	// Simulations have there all that they count in steps.
	if (ofSimulations.test(name) && !names.some(column => isMetricName(column) && !isCommonWord(column))) return null;
	// Below the names of a table in Markdown, which a log may have, is a line of dashes.
	return isMetricTable({names, rows: isTable ? withoutPrinted(names, rows) : rows, stem, isTable}) ? names.join('\n') : null;
}

/**
 * What keeps a table from being read that is one of metrics but for the column that counts its steps, which holds texts; null where that is not so.
 * @param head its first bytes
 */
export function findOddSteps(name: string, head: Uint8Array): {column: string; text: string} | null {
	const [first, ...rows] = readRows(name, head);
	if (first === undefined || rows.length === 0) return null;
	for (const [at, column] of first.entries()) {
		const text = rows[0]![at];
		if (typeof column !== 'string' || stepRank(column) < 0 || typeof text !== 'string') continue;
		const counted = rows.map((row, i) => row.map((cell, j) => (j === at ? i : cell)));
		if (judgeRows(name, first, counted) !== null) return {column, text};
	}
	return null;
}

/** True for a table that was turned: its first line counts, and each row has the name of a metric in front of its numbers. */
function areTransposed([corner, ...counts]: readonly Cell[], rows: readonly Cell[][]): boolean {
	if (typeof corner === 'number' || counts.length < fewestTurned || rows.length === 0) return false;
	const rises = counts.every((count, i) => typeof count === 'number' && (i === 0 || count > Number(counts[i - 1])));
	return rises && rows.every(([name, ...cells]) => typeof name === 'string' && cells.every(cell => typeof cell !== 'string'));
}

/** True for the beginning of such a table. */
export function isTransposed(name: string, head: Uint8Array): boolean {
	const [first, ...rows] = readRows(name, head);
	return first !== undefined && areTransposed(first, rows);
}

/** True for bytes of what is no text, such as a program's own data; zeros alone may be a table that a power cut took the rows of. */
function isNoText(head: Uint8Array): boolean {
	// In UTF-16 any byte may be half of a letter.
	if (sniffUtf16(head) !== null) return false;
	return head.some(byte => (byte > 0 && byte < 0x09) || (byte > 0x0d && byte < 0x20 && byte !== 0x1b));
}

/** The rows without lines that were printed between them and the header. */
function withoutPrinted(names: readonly string[], rows: readonly Cell[][]): readonly Cell[][] {
	const start = rows.findIndex(row => !isNoRow(names, row));
	return start < 0 ? rows : rows.slice(start);
}

// Prose or data in the first row is no header: names are short, or long without a blank ("eval_" before the name of a data set).
function looksLikeNames(names: string[]): boolean {
	const isShort = (name: string) => name.length <= (/\s/.test(name) ? 120 : 1000);
	return names.every(isShort) && names.some(name => /\p{L}/u.test(name));
}

// Comments may stand before the rows that are looked at, and quoted cells may have line breaks.
function firstLines(head: Uint8Array): Uint8Array {
	let end = 0;
	for (let lines = 0; lines < mostLines; lines++) {
		const feed = head.indexOf(0x0a, end);
		if (feed < 0) return head;
		end = feed + 1;
	}
	return head.subarray(0, end);
}

/** First rows of a table that are no comments, cells as numbers, texts or nothing. */
function readRows(name: string, head: Uint8Array): (number | string | null)[][] {
	const rows: (number | string | null)[][] = [];
	let comment: (number | string | null)[] | null = null;
	const scan = (bytes: Uint8Array) => {
		const chunk = respell(bytes, spellingOf(bytes, tableEnding.test(name)));
		const scanner = new CsvScanner(sniffSeparator(chunk), () => {
			if (rows.length >= mostRows) return;
			const cells = Array.from({length: scanner.count}, (_, i) => {
				if (scanner.kinds[i] === cellKinds.empty) return null;
				if (scanner.kinds[i] === cellKinds.number) return scanner.values[i]!;
				return parseNumber(scanner.text(i)) ?? scanner.text(i);
			});
			const start = cells[0];
			if (rows.length === 0 && namesSeparator(cells)) return;
			if (rows.length === 0 && typeof start === 'string' && start.startsWith('#'))
				comment = [uncommented(start), ...cells.slice(1)];
			else rows.push(cells);
		});
		return scanner.scan(firstLines(chunk));
	};
	const feed = new TextFeed(scan);
	const mark = feed.consume(head);
	if (rows.length === 0 && mark < head.length) feed.consume(head.subarray(mark));
	const named: (number | string | null)[] | null = comment;
	const first = rows[0];
	if (named !== null && first?.every(cell => typeof cell !== 'string') && (named as unknown[]).length === first.length)
		return [named, ...rows];
	return rows;
}
