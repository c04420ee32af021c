import {isDatabaseName} from '../../core/files/database-names.ts';
import type {FileAccess} from '../../core/files/files.ts';
import type {Problem} from '../../core/run.ts';
import {unpackGzipHead} from '../../encodings/gzip.ts';
import {isPackedHead, packerOf} from '../../encodings/packers.ts';
import {countZeros} from '../../encodings/text/text.ts';
import type {Listing} from '../../formats/format.ts';
import {stemOf} from '../../formats/plain/files-source.ts';
import {tellingRank} from '../../formats/plain/names/telling.ts';
import {isPacked, unpackedName} from '../../formats/plain/packed.ts';

/** Names by which alone a file could be a run or a store of runs, and none of which ever begins with a zero byte. */
const couldBeRuns =
	/\.(?:csv|tsv|jsonl|ndjson|log|out|txt)(?:\.gz)?$|(?:train|metric|loss|history|eval|result)[^/]*\.json$|^dvc\.yaml$/i;
const couldBeStudies = /(?:optuna|stud(?:y|ies))[^/]*\.(?:pkl|pickle|joblib)$/i;
/** Those of them that are rows of text in each case. */
const rows = /\.(?:csv|tsv|jsonl|ndjson)$/i;
/**
 * Those that are called as tables and curves of a training are, as Keras' users call them; databases and services have logs of their own that are no
 * text, and keys are kept in JSON that is none. Journals of Optuna are called as its documentation calls them.
 */
const texts =
	/(?:train|metric|loss|history|eval)[^/]*\.(?:log|txt|json)$|result[^/]*\.json$|\/dvc\.yaml$|\/(?:optuna[^/]*|journal)\.log$/i;
/** Logs of databases, which these number and fill with zeros ahead. */
const numbered = /^\d+\.log$/;
/** Files of one directory that are asked for. */
const mostAsked = 32;
const headBytes = 64;
const textBytes = 2048;
/** Of bytes by chance one in sixteen is a control character, of no text in any encoding that rows are written in. */
const mostControls = 0.04;
/** Text in UTF-16, and what was never written to the disk. */
const mostZeros = 0.1;
/** What is longer is looked at in samples. */
const mostBytes = 1024 * 1024;
/** Of compressed rows as much as a format looks at to know them, which is never more than that unpacked. */
const packedBytes = 64 * 1024;
const mostUnpacked = 128 * mostBytes;
const samples = 16;

const isZero = (bytes: Uint8Array | null): boolean => bytes !== null && bytes.length > 0 && countZeros(bytes) === bytes.length;

/** A zero byte or two hold the place of a file, and were never rows. */
function holdsOnlyZeros(path: string, head: Uint8Array, files: FileAccess): boolean {
	if (head.length < headBytes || !isZero(head.subarray(0, headBytes))) return false;
	const size = files.stat(path)?.size ?? 0;
	if (size <= mostBytes) return isZero(files.readRange(path, 0, size));
	const step = Math.floor((size - headBytes) / samples);
	for (let at = 1; at <= samples; at++) if (!isZero(files.readRange(path, at * step, headBytes))) return false;
	return true;
}

/** Hive parts columns with 1 to 3, ASCII has 28 to 31 for that, and terminals 7 to 13 and 27. */
const isControl = (byte: number): boolean => (byte > 3 && byte < 7) || (byte > 13 && byte < 27);

/** True for what begins with bytes that mean nothing as text; what was packed says so itself, and is another matter. */
function isNoText(head: Uint8Array): boolean {
	if (head.length < headBytes || isPackedHead(head)) return false;
	let controls = 0;
	let zeros = 0;
	for (const byte of head) {
		if (byte === 0) zeros++;
		else if (isControl(byte)) controls++;
	}
	return zeros <= mostZeros * head.length && controls > mostControls * head.length;
}

/** True where hardly a byte in three is of plain text: a log with bytes of colours, bars or another program in it is one still. */
function isNoTextAtAll(head: Uint8Array): boolean {
	return 2 * head.reduce((count, byte) => count + (byte >= 0x20 && byte < 0x7f ? 1 : 0), 0) < head.length;
}

/** True for rows under the name of a compressed file that are neither compressed nor text, or damaged. */
function isBroken(path: string, head: Uint8Array, files: FileAccess): boolean {
	if (!rows.test(unpackedName(path))) return false;
	if (packerOf(head) !== 'gzip') return isNoText(head);
	const packed = files.readRange(path, 0, packedBytes);
	return packed !== null && unpackGzipHead(packed, mostUnpacked) === null;
}

function faultOf(path: string, files: FileAccess): string | null {
	const head = files.readRange(path, 0, textBytes);
	if (head === null) return null;
	const lost = 'if a run wrote it, what it said is lost: look for a copy';
	if (holdsOnlyZeros(path, head, files)) return `Holds nothing but zero bytes; ${lost}`;
	const isTelling = tellingRank(stemOf(path)) > 0;
	if (isPacked(path)) return isTelling && isBroken(path, head, files) ? `Holds nothing that can be unpacked; ${lost}` : null;
	if (isNoText(head) && (rows.test(path) || (texts.test(path) && isNoTextAtAll(head)))) return `Holds no text; ${lost}`;
	return rows.test(path) && isTelling && isPackedHead(head)
		? 'Holds compressed data, which its name does not say: unpack it to have it read'
		: null;
}

/**
 * Files of a directory that no format has claimed and that hold nothing but zero bytes, as after a loss of power, or no text where rows should be: which
 * of them were runs nobody can tell any more, and without a word all of their runs would be gone.
 * @param claimed absolute paths that a format has taken, or that something was said of
 */
export function findSpoilt({path, entries}: Listing, files: FileAccess, claimed: ReadonlySet<string>): Problem[] {
	const named = entries.filter(
		({name, kind}) =>
			kind === 'file' && (couldBeRuns.test(name) || couldBeStudies.test(name) || isDatabaseName(name)) && !numbered.test(name),
	);
	return named.slice(0, mostAsked).flatMap(({name}) => {
		const file = `${path}/${name}`;
		const fault = claimed.has(file) ? null : faultOf(file, files);
		return fault === null ? [] : [{file, message: fault}];
	});
}
