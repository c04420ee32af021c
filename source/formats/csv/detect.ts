import type {Entry, FileAccess} from '../../core/files.ts';
import {CsvScanner, cellKinds} from '../../encodings/csv.ts';
import {parseNumber} from '../../encodings/odd-number.ts';
import type {Claim, Listing} from '../format.ts';
import {isConfigColumn} from '../plain/config-names.ts';
import {stemOf} from '../plain/files-source.ts';
import {isId, isMeasured} from '../plain/id-names.ts';
import {peekFiles} from '../plain/peek-files.ts';
import {isTellingStep, stepRank} from '../plain/step-names.ts';
import {isMetricName, tellingRank} from '../plain/telling.ts';
import {TextFeed} from '../plain/text-feed.ts';
import {isTimeName} from '../plain/time-names.ts';
import {isCatboost, isTimeLeft} from './catboost.ts';
import {mayBeNumber} from './comma-numbers.ts';
import {endsInReturns, namesSeparator, sniffSeparator, withLineFeeds} from './dialect.ts';

const headBytes = 4096;
const widestTable = 512;

/** Claims for the tables of a directory that hold metrics. */
export function detectCsv(listing: Listing, files: FileAccess): Claim[] {
	const claims = peekFiles(listing, files, {format: 'csv', isPlausible, judgeHead, headBytes});
	return claims.length > 0 && isCatboost(listing.entries)
		? claims.map(claim => (claim.path === listing.path ? {...claim, ownsSubtree: true} : claim))
		: claims;
}

function isPlausible({name, kind}: Entry): boolean {
	if (kind !== 'file') return false;
	// Keras' CSVLogger and many scripts write tables into files called .log or .txt.
	return /\.(?:csv|tsv)$/i.test(name) || (/\.(?:log|txt)$/i.test(name) && tellingRank(stemOf(name)) > 0);
}

/** True for names that only tables have. */
export function isTableName({name, kind}: Entry): boolean {
	return kind === 'file' && /\.(?:csv|tsv)$/i.test(name);
}

/** The columns, joined, of a table of metrics; null for any other file. `head` is its beginning. */
export function judgeHead(name: string, head: Uint8Array): string | null {
	const telling = tellingRank(stemOf(name));
	const isTable = /\.(?:csv|tsv)$/i.test(name);
	if (head.length === 0) return isTable && telling === 2 ? '' : null;
	const rows = readRows(head);
	const [first, second] = rows;
	if (first === undefined) return isTable && telling === 2 ? '' : null;
	if (!isTable && (first.length < 2 || second === undefined || second.length < 2)) return null;
	const hasHeader = first.some(cell => typeof cell === 'string');
	if (!hasHeader) return isTable && telling === 2 && first.length <= widestTable ? `${first.length} columns` : null;
	const names = first.map(cell => (cell === null ? '' : String(cell)));
	if ((names.length > widestTable && !names.some(isTellingStep)) || !looksLikeNames(names)) return null;
	if (isTimeLeft(names)) return null;
	return isMetricTable(names, second ?? null, telling, isTable) ? names.join('\n') : null;
}

function isMetricTable(
	names: string[],
	values: (number | string | null)[] | null,
	telling: 0 | 1 | 2,
	isTable: boolean,
): boolean {
	const written = names.map((_, i) => values?.[i] ?? null);
	const isText = (i: number) => typeof written[i] === 'string' && !mayBeNumber(written[i]);
	const isIdAt = (name: string, i: number) =>
		isId(name, isMeasured(name, Number(written[i] ?? Number.NaN)), other => names.includes(other));
	const numeric = names.filter((name, i) => !isText(i) && !isTimeName(name) && !isIdAt(name, i) && !isConfigColumn(name));
	const hasText = names.some((name, i) => typeof written[i] === 'string' && !isTimeName(name));
	const hasStep = names.some((name, i) => stepRank(name) >= 0 && !isText(i));
	if (names.some((name, i) => isTellingStep(name) && !isText(i)))
		return numeric.length > 1 || (values === null && isTable && telling > 0);
	if (values === null) return isTable && telling === 2;
	const hasOddNumbers = values.some(cell => typeof cell === 'string' && mayBeNumber(cell));
	// A flag beside the numbers (`is_success`) is no text of a data set.
	const hasWords = names.some((name, i) => isText(i) && !isTimeName(name) && !isFlag(written[i]!));
	if (telling === 2) return numeric.length > 0 && (!hasWords || hasStep || hasOddNumbers);
	// A plain name or one that a data set may have: then its columns have to speak.
	const measured = numeric.some(name => isMetricName(name) && !/^(?:lr|learning_?rate)$/i.test(name));
	return !hasText && measured && (telling === 1 || (hasStep && numeric.length > 1) || isHistoryFrame(names, written));
}

/** A data frame of losses and metrics alone, its index in front: pandas writes that without a name, and from 0. */
function isHistoryFrame([index, ...names]: string[], [first]: readonly (number | string | null)[]): boolean {
	return index === '' && first === 0 && names.every(isMetricName) && names.some(name => /loss/i.test(name));
}

const isFlag = (cell: number | string) => /^(?:true|false)$/i.test(String(cell));

// Prose or data in the first row is no header: names are short and have no line breaks.
function looksLikeNames(names: string[]): boolean {
	return names.every(name => name.length <= 120 && !name.includes('\n')) && names.some(name => /\p{L}/u.test(name));
}

// Two rows are enough, but comments may stand before them and quoted cells may have line breaks.
function firstLines(head: Uint8Array): Uint8Array {
	let end = 0;
	for (let lines = 0; lines < 12; lines++) {
		const feed = head.indexOf(0x0a, end);
		if (feed < 0) return head;
		end = feed + 1;
	}
	return head.subarray(0, end);
}

/** First rows of a table that are no comments, cells as numbers, texts or nothing. */
function readRows(head: Uint8Array): (number | string | null)[][] {
	const rows: (number | string | null)[][] = [];
	let comment: (number | string | null)[] | null = null;
	const scan = (bytes: Uint8Array) => {
		const chunk = endsInReturns(bytes) ? withLineFeeds(bytes) : bytes;
		const scanner = new CsvScanner(sniffSeparator(chunk), () => {
			if (rows.length >= 2) return;
			const cells = Array.from({length: scanner.count}, (_, i) => {
				if (scanner.kinds[i] === cellKinds.empty) return null;
				if (scanner.kinds[i] === cellKinds.number) return scanner.values[i]!;
				return parseNumber(scanner.text(i)) ?? scanner.text(i);
			});
			const start = cells[0];
			if (rows.length === 0 && namesSeparator(cells)) return;
			if (rows.length === 0 && typeof start === 'string' && start.startsWith('#'))
				comment = [start.replace(/^#\s*/, ''), ...cells.slice(1)];
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
