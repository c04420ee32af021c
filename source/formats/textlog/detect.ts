import {isDatabaseName} from '../../core/files/database-names.ts';
import type {Entry, FileAccess} from '../../core/files/files.ts';
import {gather} from '../../core/table/gather.ts';
import {decodeFile, decodeText} from '../../encodings/text/text.ts';
import {isBareUtf16, sniffUtf16} from '../../encodings/text/utf16.ts';
import type {Claim, Listing} from '../format.ts';
import {nameOf, stemOf} from '../plain/files-source.ts';
import {type Found, groupFiles} from '../plain/group-files.ts';
import {isPartName} from '../plain/names/part-names.ts';
import {isForeign} from '../plain/names/places.ts';
import {tellingRank} from '../plain/names/telling.ts';
import {isPartOf, partsOf} from '../plain/rotated.ts';
import {goesOn} from './goes-on.ts';
import {countSigns} from './signs.ts';

const peekBytes = 16 * 1024;
const mostPeeks = 32;
/** Logs of runs in one directory that are looked at. */
const mostLogs = 2000;
/** Directories beside one with a log that only says an end, where others of its kind are looked for. */
const mostTwins = 8;
const fewestLines = 3;
/** Signs of a run that the middle of an output has to show. */
const fewestInMiddle = 5;
/** The log that PyCaret keeps of its calls and their arguments, which has no results: those are in MLflow, where they are kept. */
const ofPycaret = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}:[A-Z]+:[\s\S]*\bpycaret/i;
/** At the end of a file of rows: one of them has hundreds of characters. */
const rowBytes = 8192;
const outputNames = /^(?:output|stdout|stderr|nohup|console|log|(?:train|training|run|job|slurm)(?:[-_]output)?|out|err)\b/i;
/** With the time of the start behind it as well: Torchreid's "train.log-2024-03-01-10-20-30". */
const outputEndings = /\.(?:log|out|err|stdout|stderr|output)(?:-\d{4}(?:-\d\d){5})?$/i;
/** What only the streams of a program are called, and what a job of a training is: an end alone speaks there. */
const streamEndings = /\.(?:out|err|stdout|stderr|output)$/i;
const trainingNames =
	/(?:^(?:run|job|slurm|nohup)|(?:^|[-_. ])(?:(?:pre|re)?train(?:ing|er)?|fine[-_]?tun(?:e|ed|ing)|exp(?:eriment|t)?|sweep|trial|seed|fold|rank|gpu|worker(?=[-_]?\d)))(?:[-_. \d]|$)/i;
/** Sun Grid Engine, PBS, Torque: job.o4711. */
const batchEndings = /\.[oe]\d+(?:[.-]\d+)?$/;
const others =
	/^(?:requirements|constraints|readme|license|licence|notice|authors|contributors|changelog|changes|history|cmakelists|cmakecache|manifest|install|todo|vocab|merges|classes|labels|names|debug-(?:internal|core|cli)|pip|npm-debug|yarn-error|environment|packages|version|robots|top_level|entry_points|sources|[a-z_]+2(?:id|idx|ix|index|int))\b/i;

/** Claims for the text outputs of a directory that hold metrics, progress, or the end of a run. */
export function detectTextlog(listing: Listing, files: FileAccess): Claim[] {
	const logs = listing.entries.filter(isPlausible);
	if (logs.length === 0 || isForeign(listing)) return [];
	const names = new Set(logs.map(({name}) => name));
	const isOfWandb = /\/wandb(?:\/|$)/.test(listing.path) || listing.entries.some(({name}) => name === 'debug-internal.log');
	const plausible = logs.filter(({name}) => !isPartOf(name, names) && !(isOfWandb && /^debug\.log/.test(name)));
	const looked = plausible.length > mostPeeks ? chooseLooked(listing.path, plausible, files) : plausible;
	const all = listing.entries.map(({name}) => name);
	const found: Found[] = [];
	const ends: Found[] = [];
	for (const {name} of looked) {
		const path = `${listing.path}/${name}`;
		const said = hear(path, name, files);
		// One that was begun anew a moment ago may say nothing yet, or no more than an end.
		const last = said === 'metrics' ? undefined : partsOf(path, files, goesOn, () => all).at(-1);
		const isOfRun = said === 'metrics' || (last !== undefined && hear(last, name, files) === 'metrics');
		// A log has no columns: any two that are not named as parts of one run are two runs, but stdout and stderr of a job are one.
		if (isOfRun || said === 'end') (isOfRun ? found : ends).push({path, signature: 'log'});
	}
	const hasCompany = ({path}: Found) =>
		listing.isOfRun === true || found.some(other => isAlike(other.path, path)) || hasTwin(path, files);
	return groupLogs(listing.path, [...found, ...ends.filter(hasCompany)]).filter(({path}) => !hasRowsBeside(path, files));
}

/**
 * True for one log of several of which MMCV has written the same rows into `<time>.log.json` too (mmcv/runner/hooks/logger/text.py): they are a run
 * there. A lone pair is the run of its directory, of which the log says more.
 */
function hasRowsBeside(path: string, files: FileAccess): boolean {
	const rows = `${path}.json`;
	const size = path.endsWith('.log') ? files.stat(rows)?.size : undefined;
	if (size === undefined) return false;
	const tail = files.readRange(rows, Math.max(0, size - rowBytes), rowBytes);
	return tail !== null && /^\{"mode": "(?:train|val)"/m.test(decodeText(tail));
}

/**
 * Of more files than can be looked at everywhere, those that are: texts may be a data set. Where some of the logs are of runs, all of them may be, as
 * those of a sweep are; where none of a few is, only those are looked at that are called as the outputs of jobs are.
 */
function chooseLooked(directory: string, plausible: readonly Entry[], files: FileAccess): readonly Entry[] {
	const outputs = plausible.filter(isOutputName);
	const every = Math.ceil(outputs.length / mostPeeks);
	const isOfRuns = outputs.some(({name}, i) => i % every === 0 && hear(`${directory}/${name}`, name, files) === 'metrics');
	return isOfRuns ? outputs.slice(0, mostLogs) : outputs.filter(({name}) => outputNames.test(name)).slice(0, 4 * mostPeeks);
}

/** True for logs whose names are those of two runs of one kind, of two parts of one run, or of the two outputs of one job. */
function isAlike(a: string, b: string): boolean {
	const [one, other] = [stemOf(a), stemOf(b)];
	return one === other || areSiblings(one, other) || (isPartName(one) && isPartName(other));
}

/** True for names that differ in their numbers or in one of their words: seed_0 and seed_12, lr_low and lr_high. */
function areSiblings(a: string, b: string): boolean {
	const [words, others] = [a, b].map(name => name.replaceAll(/\d+/g, '0').split(/[-_. ]+/)) as [string[], string[]];
	const same = words.filter((word, i) => word === others[i]).length;
	return words.length === others.length && (same === words.length || (same > 0 && same === words.length - 1));
}

/** True where a directory beside this one, of a name of the same kind, has a log of the same name that shows a run. */
function hasTwin(path: string, files: FileAccess): boolean {
	const name = nameOf(path);
	const directory = path.slice(0, -name.length - 1);
	const above = directory.slice(0, directory.lastIndexOf('/'));
	const isBeside = (other: string) => other !== nameOf(directory) && areSiblings(other, nameOf(directory));
	const beside = (files.names(above) ?? []).filter(isBeside).slice(0, mostTwins);
	return beside.some(other => hear(`${above}/${other}/${name}`, name, files) === 'metrics');
}

function groupLogs(directory: string, found: Found[]): Claim[] {
	const isError = (path: string) => Number(/\.e(?:rr|\d+)$|stderr/.test(path));
	const sorted = found.toSorted((a, b) => isError(a.path) - isError(b.path));
	const byJob = gather(sorted, ({path}) => stemOf(path.replace(batchEndings, match => `.${match.slice(2)}.o`)));
	const byLeader = new Map(Array.from(byJob.values(), own => [own[0]!.path, own.map(({path}) => path)]));
	const leaders = sorted.filter(({path}) => byLeader.has(path));
	return groupFiles('textlog', directory, leaders).map(claim => ({
		...claim,
		files: claim.files.flatMap(file => byLeader.get(file) ?? [file]),
	}));
}

function isPlausible({name, kind}: Entry): boolean {
	if (kind !== 'file' || others.test(name) || name.startsWith('.')) return false;
	return (
		outputEndings.test(name) || batchEndings.test(name) || /\.txt$/i.test(name) || (!name.includes('.') && outputNames.test(name))
	);
}

/** True where a directory has a file that Optuna may keep its studies in. */
const hasStudy = (directory: string, files: FileAccess): boolean =>
	(files.names(directory) ?? []).some(name => isDatabaseName(name) || /journal/i.test(name));

/** True for such names, and for texts that are called as what comes of a training. */
export function mayBecomeOutput(entry: Entry): boolean {
	return isOutputName(entry) || (isPlausible(entry) && tellingRank(stemOf(entry.name)) > 0);
}

/** True for names that only the output of a program has. */
export function isOutputName({name, kind}: Entry): boolean {
	return isPlausible({name, kind}) && (outputEndings.test(name) || batchEndings.test(name) || outputNames.test(name));
}

/**
 * What the beginning and the end of a file say: `metrics` where they show metrics with steps, progress, or the end of what is a run for certain;
 * `end` where something ended there, as any program may: it counts where other files show a run.
 */
function hear(path: string, name: string, files: FileAccess): 'metrics' | 'end' | 'nothing' {
	const head = files.readRange(path, 0, peekBytes);
	if (head === null || head.length === 0 || isBinary(head) || isJournal(head) || ofPycaret.test(decodeText(head)))
		return 'nothing';
	const size = head.length < peekBytes ? head.length : (files.stat(path)?.size ?? head.length);
	const tail = size > peekBytes ? files.readRange(path, Math.max(peekBytes, size - peekBytes), peekBytes) : null;
	// A .txt file may be anything; its name has to speak, or its content twice.
	const isOutput =
		outputEndings.test(name) || batchEndings.test(name) || outputNames.test(name) || tellingRank(stemOf(name)) === 2;
	const enough = isOutput ? 1 : 3;
	let isBesideStudy: boolean | undefined;
	const hasStore = () => {
		isBesideStudy ??= hasStudy(path.slice(0, -name.length - 1), files);
		return isBesideStudy;
	};
	const signs = [countSigns(head, isOutput, enough, hasStore)];
	if (signs[0]!.count < enough && tail !== null) signs.push(countSigns(withoutTornLine(tail), isOutput, enough, hasStore));
	// What a training prints of its settings and its model, and of its last evaluation, may be more than that.
	if (isOutput && signs.length > 1 && signs.every(({count}) => count < enough) && size > 3 * peekBytes) {
		const middle = files.readRange(path, (size - peekBytes) >> 1, peekBytes);
		// A training fills its middle with rows; a line that looks like one stands in the output of any program.
		if (middle !== null && countSigns(withoutTornLine(middle), isOutput, fewestInMiddle, hasStore).count >= fewestInMiddle)
			return 'metrics';
	}
	if (signs.some(({count}) => count >= enough)) return 'metrics';
	if (!isOutput || !signs.some(({hasEnd}) => hasEnd)) return 'nothing';
	if (signs.some(({count}) => count > 0)) return 'metrics';
	if (signs.some(({isOfServer}) => isOfServer) && !signs.some(({isTrainingEnd}) => isTrainingEnd)) return 'end';
	if (batchEndings.test(name) || outputNames.test(name) || tellingRank(stemOf(name)) === 2) return 'metrics';
	if (signs.some(({isOfOthers}) => isOfOthers)) return 'end';
	return streamEndings.test(name) || trainingNames.test(name) || signs.some(({isTrainingEnd}) => isTrainingEnd)
		? 'metrics'
		: 'end';
}

// A piece out of the middle begins anywhere in a line, and half a line can say anything.
function withoutTornLine(tail: Uint8Array): Uint8Array {
	const feed = tail.indexOf(0x0a);
	const back = tail.indexOf(0x0d);
	return tail.subarray(Math.min(feed < 0 ? tail.length : feed, back < 0 ? tail.length : back));
}

// Optuna's journal has a reader of its own.
const isJournal = (head: Uint8Array): boolean => decodeFile(head.subarray(0, 64)).startsWith('{"op_code"');

/**
 * Text has no NULs, but for UTF-16 and for holes: at the end of a file that a power cut left, and before what a program wrote on after its log
 * was emptied under it (`copytruncate`).
 */
function isBinary(head: Uint8Array): boolean {
	if (isBareUtf16(head)) return false;
	const start = head.findIndex(byte => byte !== 0);
	const text = head.subarray(Math.max(0, start), Math.max(0, start) + 512);
	const zero = text.indexOf(0);
	if (zero < 0) return start > 0 && !isText(text);
	// Behind whole lines they are what a program printed among them.
	if (start === 0 && linesIn(text.subarray(0, zero)) >= fewestLines && isText(text.subarray(0, zero))) return false;
	return text.subarray(zero).some(byte => byte !== 0) && sniffUtf16(head) === null && !isTextWithHoles(text);
}

/** True for lines with zero bytes at few places, as one that a program printed at the end of a string, and a hole of many, leave them. */
function isTextWithHoles(bytes: Uint8Array): boolean {
	const holes = bytes.reduce((count, byte, at) => count + Number(byte === 0 && bytes[at - 1] !== 0), 0);
	return holes <= 1 + linesIn(bytes) && isText(bytes.filter(byte => byte !== 0));
}

const linesIn = (bytes: Uint8Array): number => bytes.reduce((lines, byte) => lines + Number(byte === 0x0a), 0);

/** True for characters that lines have, and no others. */
function isText(bytes: Uint8Array): boolean {
	return bytes.every(byte => byte >= 0x20 || (byte >= 0x08 && byte <= 0x0d) || byte === 0x1b);
}
