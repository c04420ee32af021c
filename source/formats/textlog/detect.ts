import type {Entry, FileAccess} from '../../core/files.ts';
import {stripControls} from '../../encodings/controls.ts';
import {decodeLog} from '../../encodings/log-text.ts';
import {decodeText} from '../../encodings/text.ts';
import {sniffUtf16, toUtf8} from '../../encodings/utf16.ts';
import type {Claim, Listing} from '../format.ts';
import {stemOf} from '../plain/files-source.ts';
import {type Found, groupFiles} from '../plain/group-files.ts';
import {isForeign} from '../plain/places.ts';
import {isPartOf, partsOf} from '../plain/rotated.ts';
import {isMetricName, tellingRank} from '../plain/telling.ts';
import {goesOn} from './goes-on.ts';
import {createLineScanner} from './line-scanner.ts';

const peekBytes = 16 * 1024;
const mostPeeks = 32;
const fewestLines = 3;
const outputNames = /^(?:output|stdout|stderr|nohup|console|log|train|training|run|job|slurm|out|err)\b/i;
const outputEndings = /\.(?:log|out|err|stdout|stderr|output)$/i;
/** Sun Grid Engine, PBS, Torque: job.o4711. */
const batchEndings = /\.[oe]\d+(?:[.-]\d+)?$/;
const others =
	/^(?:requirements|constraints|readme|license|licence|notice|authors|contributors|changelog|changes|history|cmakelists|cmakecache|manifest|install|todo|vocab|merges|classes|labels|names|debug-(?:internal|core|cli)|pip|npm-debug|yarn-error|environment|packages|version|robots|top_level|entry_points|sources)\b/i;

/** A line of a system's log, with the process that wrote it. */
const syslogLine = /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d [\w.-]+ ([\w./-]+)(?:\[\d+\])?: /;
/** Processes of a system's log that may train. */
const trainers = /python|torchrun|train/i;
/** What `docker build` says of each line of a Dockerfile. */
const buildStep = /^Step \d+\/\d+ : [A-Z]+\b/;

/** Claims for the text outputs of a directory that hold metrics, progress, or the end of a run. */
export function detectTextlog(listing: Listing, files: FileAccess): Claim[] {
	const logs = listing.entries.filter(isPlausible);
	if (logs.length === 0 || isForeign(listing.path, new Set(listing.entries.map(({name}) => name)))) return [];
	const names = new Set(logs.map(({name}) => name));
	const isOfWandb = /\/wandb(?:\/|$)/.test(listing.path) || listing.entries.some(({name}) => name === 'debug-internal.log');
	const plausible = logs.filter(({name}) => !isPartOf(name, names) && !(isOfWandb && /^debug\.log/.test(name)));
	const looked =
		plausible.length > mostPeeks ? plausible.filter(({name}) => outputNames.test(name)).slice(0, 4 * mostPeeks) : plausible;
	const found: Found[] = [];
	for (const {name} of looked) {
		const path = `${listing.path}/${name}`;
		// A log has no columns: any two that are not named as parts of one run are two runs, but stdout and stderr of a job are one.
		// One that was begun anew a moment ago may say nothing yet.
		const last = speaks(path, name, files) ? path : partsOf(path, files, goesOn).at(-1);
		if (last === path || (last !== undefined && speaks(last, name, files))) found.push({path, signature: 'log'});
	}
	return groupLogs(listing.path, found);
}

function groupLogs(directory: string, found: Found[]): Claim[] {
	const byJob = new Map<string, string[]>();
	const isError = (path: string) => Number(/\.e(?:rr|\d+)$|stderr/.test(path));
	for (const {path} of found.sort((a, b) => isError(a.path) - isError(b.path))) {
		const job = stemOf(path.replace(batchEndings, match => `.${match.slice(2)}.o`));
		byJob.set(job, [...(byJob.get(job) ?? []), path]);
	}
	const leaders = found.filter(({path}) => [...byJob.values()].some(([first]) => first === path));
	return groupFiles('textlog', directory, leaders).map(claim => ({
		...claim,
		files: claim.files.flatMap(file => [...byJob.values()].find(([first]) => first === file) ?? [file]),
	}));
}

function isPlausible({name, kind}: Entry): boolean {
	if (kind !== 'file' || others.test(name) || name.startsWith('.')) return false;
	return (
		outputEndings.test(name) || batchEndings.test(name) || /\.txt$/i.test(name) || (!name.includes('.') && outputNames.test(name))
	);
}

/** True for names that only the output of a program has. */
export function isOutputName({name, kind}: Entry): boolean {
	return isPlausible({name, kind}) && (outputEndings.test(name) || batchEndings.test(name) || outputNames.test(name));
}

/** True where the beginning or the end of a file shows metrics with steps, progress, or how a run ended. */
function speaks(path: string, name: string, files: FileAccess): boolean {
	const head = files.readRange(path, 0, peekBytes);
	if (head === null || head.length === 0 || isBinary(head) || isJournal(head)) return false;
	const size = head.length < peekBytes ? head.length : (files.stat(path)?.size ?? head.length);
	const tail = size > peekBytes ? files.readRange(path, Math.max(peekBytes, size - peekBytes), peekBytes) : null;
	// A .txt file may be anything; its name has to speak, or its content twice.
	const isOutput =
		outputEndings.test(name) || batchEndings.test(name) || outputNames.test(name) || tellingRank(stemOf(name)) === 2;
	const enough = isOutput ? 1 : 3;
	// Any program can fail: an end alone speaks only in what is named as the output of a job or a training.
	const isJob = batchEndings.test(name) || outputNames.test(name) || tellingRank(stemOf(name)) === 2;
	const signs = countSigns(head, isOutput, isJob, enough);
	if (signs === null || signs >= enough || tail === null) return signs !== null && signs >= enough;
	return (countSigns(withoutTornLine(tail), isOutput, isJob || signs > 0, enough) ?? 0) >= enough;
}

/** Signs of a run in a piece of a file, no more than are enough; null where it is the output of something else. */
function countSigns(bytes: Uint8Array, isOutput: boolean, endSpeaks: boolean, enough: number): number | null {
	const encoding = sniffUtf16(bytes);
	const text = encoding === null ? decodeLog(bytes) : decodeLog(toUtf8(bytes.subarray(0, bytes.length & ~1), encoding));
	const scanner = createLineScanner();
	let signs = 0;
	for (const part of text.split(/[\r\n]+|\x08{2,}/)) {
		const line = stripControls(part).trimEnd();
		if (line === '') continue;
		if (buildStep.test(line)) return null;
		const process = syslogLine.exec(line)?.[1];
		if (process !== undefined && !trainers.test(process)) continue;
		const {metrics, progress, ending} = scanner.scan(line);
		if (progress !== null) signs += progress.from === 'progress bar' || metrics.length > 0 ? 1 : 0.5;
		// Numbers without a step may be any program's; they need a metric's name, and company.
		if (metrics.length > 0 && scanner.axis !== 'row') signs++;
		else if (isOutput && metrics.some(({name}) => isMetricName(name))) signs += 0.4;
		if (ending !== null && isOutput && (endSpeaks || signs > 0)) signs++;
		if (signs >= enough) break;
	}
	return signs;
}

// A piece out of the middle begins anywhere in a line, and half a line can say anything.
function withoutTornLine(tail: Uint8Array): Uint8Array {
	const feed = tail.indexOf(0x0a);
	const back = tail.indexOf(0x0d);
	return tail.subarray(Math.min(feed < 0 ? tail.length : feed, back < 0 ? tail.length : back));
}

// Optuna's journal has a reader of its own.
function isJournal(head: Uint8Array): boolean {
	return decodeText(head, 0, Math.min(head.length, 64)).startsWith('{"op_code"');
}

/**
 * Text has no NULs, but for UTF-16 and for holes: at the end of a file that a power cut left, and before what a program wrote on after its log
 * was emptied under it (`copytruncate`).
 */
function isBinary(head: Uint8Array): boolean {
	const start = head.findIndex(byte => byte !== 0);
	const text = head.subarray(Math.max(0, start), Math.max(0, start) + 512);
	const zero = text.indexOf(0);
	if (zero < 0) return start > 0 && !isText(text);
	// Behind whole lines they are what a program printed among them.
	if (start === 0 && linesIn(text.subarray(0, zero)) >= fewestLines && isText(text.subarray(0, zero))) return false;
	return text.subarray(zero).some(byte => byte !== 0) && sniffUtf16(head) === null;
}

const linesIn = (bytes: Uint8Array): number => bytes.reduce((lines, byte) => lines + Number(byte === 0x0a), 0);

/** True for characters that lines have, and no others. */
function isText(bytes: Uint8Array): boolean {
	return bytes.every(byte => byte >= 0x20 || (byte >= 0x08 && byte <= 0x0d) || byte === 0x1b);
}
