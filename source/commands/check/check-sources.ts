import type {Finding} from '../../core/check/finding.ts';
import type {RunRow} from '../../core/row.ts';
import type {Problem} from '../../core/run.ts';
import {formatBytes} from '../../core/text/units.ts';
import {findShut, type Shut} from '../../engine/model/layer/shut.ts';
import type {TrackedRun} from '../../engine/model/tracked-run.ts';
import type {SourceHandle} from '../../engine/reading/source-handle.ts';
import type {UnreadEnd} from '../../formats/format.ts';
import {nodeFiles} from '../../io/files.ts';
import type {Scanned} from '../find/scan.ts';

const lineFeed = 10;
/** Files of text that grow, in which no byte is ever zero. */
const lines = /\.(?:[ct]sv|jsonl|ndjson|txt|log)$/i;
const mostZeros = 4096;
/** Files that are written whole, and end as their writer likes. */
const written = /\.(?:json|ya?ml|db|bin)$/i;

export const asFinding =
	(kind: Finding['kind']) =>
	({file, message, isWarning}: Problem): Finding => ({severity: isWarning === true ? 'warning' : 'error', kind, file, message});

/** What opened the run: one source for each tracker that wrote to it. */
export const sourcesOf = (row: RunRow, {engine}: Scanned): SourceHandle[] =>
	[...engine.registry.handles.values()].filter(({runs}) => [...runs.values()].some(({run}) => run.key === row.key));

/** The inputs and hashes of a run, and the rows of a database, which readers look at only when asked. */
export function verify({source, claim}: SourceHandle, isRunning: boolean): Finding[] {
	if (source.verify === undefined) return [];
	const findings: Finding[] = [];
	try {
		for (const problem of source.verify()) {
			// What is being written just now is whole in a moment.
			if (problem.about === 'record' && isRunning) continue;
			findings.push(asFinding(problem.about ?? 'input')(problem));
		}
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		findings.push(
			asFinding('input')({file: claim.path, message: `The check of its inputs failed (${reason}); please report it`}),
		);
	}
	return findings;
}

/** True for what the reader of a file has told, with more words around it, of what a check has found of that too. */
export const isFound = (told: Problem, findings: readonly Finding[]): boolean =>
	findings.some(({file, message}) => file === told.file && told.message.toLowerCase().includes(message.toLowerCase()));

/** Findings with one of each that may not be read: who walks over files, who reads them and who checks them find it each. */
export function sayShutOnce(findings: readonly Finding[], {layers}: Pick<TrackedRun, 'layers'>): Finding[] {
	const shut = layers.flatMap(layer => layer.shut);
	const said = new Set<Shut>();
	return findings.filter(({file}) => {
		const about = file === null ? undefined : findShut({file}, shut);
		if (about === undefined) return true;
		const isNew = !said.has(about);
		said.add(about);
		return isNew;
	});
}

/** The one file that does not end as lines do; null where none is, or it could be any of several. */
function findTorn(paths: readonly string[]): string | null {
	const torn = paths.filter(path => {
		const {kind, size} = nodeFiles.stat(path) ?? {kind: 'other', size: 0};
		return kind === 'file' && size > 0 && !written.test(path) && nodeFiles.readRange(path, size - 1, 1)?.[0] !== lineFeed;
	});
	return torn.length === 1 ? torn[0]! : null;
}

/** How many of the last bytes never came to the disk, such as after a crash of the machine: of very many no more than there were looked at. */
function zerosAtEnd({file, bytes}: UnreadEnd): number {
	const size = nodeFiles.stat(file)?.size ?? 0;
	const end = nodeFiles.readRange(file, size - Math.min(bytes, mostZeros), mostZeros) ?? new Uint8Array();
	return end.length - 1 - end.findLastIndex(byte => byte !== 0);
}

const holdsNoLine = (end: UnreadEnd): boolean => lines.test(end.file) && zerosAtEnd(end) > 0;

/** What an end that was not read is. */
function describeEnd(end: UnreadEnd): Pick<Finding, 'severity' | 'message'> {
	const {file, bytes, isUnsure} = end;
	if (isUnsure) return {severity: 'warning', message: 'Ends without a line feed: the last number may be cut short'};
	const zeros = zerosAtEnd(end);
	if (zeros === 0) return {severity: 'warning', message: `Ends within a record: its last ${formatBytes(bytes)} are not read`};
	const isAll = nodeFiles.stat(file)?.size === bytes && (zeros === bytes || zeros === mostZeros);
	const what = isAll ? 'Holds nothing but zero bytes' : 'Ends in zero bytes';
	return {severity: 'error', message: `${what}: what was written there never came to the disk`};
}

export const emptyFile = 'Is empty: nothing was written into it, or what it held is lost';

/** Files of records that hold none, although nothing writes to them any more; of others, and of what a program prints, that may be all there is. */
export function checkEmpty({claim, format, source}: SourceHandle, isRunning: boolean, problems: readonly Problem[]): Finding[] {
	if (isRunning || format.isOutput === true || source.unreadEnds === undefined) return [];
	const blamed = new Set(problems.map(({file}) => file));
	return claim.files
		.filter(file => !blamed.has(file) && nodeFiles.stat(file)?.kind === 'file' && nodeFiles.stat(file)?.size === 0)
		.map(file => ({severity: 'warning', kind: 'record', file, message: emptyFile}));
}

/** Records that were begun and never ended, in files that nothing writes to any more; of others, what is no text that is being written. */
export function checkEnds(handle: SourceHandle, isRunning: boolean, problems: readonly Problem[]): Finding[] {
	const {bytesLeft, claim, source, shut} = handle;
	// What is left there is what may not be read.
	if (shut.all.length > 0) return [];
	const all = source.unreadEnds?.() ?? [];
	// Output has lines and no records: a progress bar ends without a line feed. But a number at its end may have lost digits.
	const isOutput = handle.format.isOutput === true;
	const named = isOutput ? all.filter(({isUnsure}) => isUnsure) : all;
	if (isOutput && named.length === 0) return [];
	if (bytesLeft === 0 && named.length === 0) return [];
	const blamed = new Set(problems.map(({file}) => file));
	const ends = named.filter(({file}) => !blamed.has(file));
	if (named.length > 0 ? ends.length === 0 : claim.files.some(file => blamed.has(file))) return [];
	if (ends.length === 0) ends.push({file: findTorn(source.watched()) ?? claim.files[0] ?? claim.path, bytes: bytesLeft});
	const sure = isRunning ? ends.filter(holdsNoLine) : ends;
	return sure.map(end => ({...describeEnd(end), kind: 'record', file: end.file}));
}
