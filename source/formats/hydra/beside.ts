import type {FileAccess} from '../../core/files/files.ts';
import {readEnd} from '../../core/files/read-end.ts';
import {decodeText} from '../../encodings/text/text.ts';
import type {Listing} from '../format.ts';
import {isEventFile, readFileName} from '../tfevents/file-name.ts';
import {momentsOf} from './job-log.ts';

const textNames = /\.(?:txt|log|out|err|stdout|stderr|output)$/i;
const jobName = /^ {2}job:\r?\n(?: {4}.*\r?\n)*? {4}name: '?([^'\r\n]+?)'?\r?$/m;
const mostOwnBytes = 1 << 20;
const headBytes = 4096;
/** With room for a trace behind the last line that has a time. */
const tailBytes = 16 * 1024;
const mostFolders = 32;
/** Zones are apart by a multiple of this, milliseconds. */
const zoneMs = 900_000;
/** Between the writing of a job's config and the first line of its log. */
const startsWithinMs = 3000;
/** Between the first line of a log, or its last one, and the opening of another file by the same program. */
const nearMs = 60_000;

/** What lies in the directory of a job, by the times of the log that Hydra keeps for it: absolute paths of texts, and names of folders. */
export interface Beside {
	/** Texts that were written to their end before the job began, such as the outputs of jobs before it. */
	earlier: string[];
	/** Folders of event files that were opened while it went on. */
	folders: string[];
}

/**
 * @param own the paths of the files that Hydra wrote as the job began
 * @param isShared true where runs of their own lie below, so that not every folder is the job's
 */
export function lookBeside({path, entries}: Listing, own: readonly string[], isShared: boolean, files: FileAccess): Beside {
	const texts = entries.filter(({name, kind}) => kind === 'file' && textNames.test(name)).map(({name}) => `${path}/${name}`);
	const below = isShared ? entries.filter(({name, kind}) => kind === 'directory' && !name.startsWith('.')) : [];
	const folders = below.map(({name}) => name);
	const nothing = {earlier: [], folders: []};
	if (texts.length < 2 && folders.length === 0) return nothing;
	const config = own.find(file => file.endsWith('/hydra.yaml'));
	const said = config === undefined ? null : files.readWhole(config, mostOwnBytes);
	const job = said === null ? undefined : jobName.exec(decodeText(said))?.[1];
	const log = `${path}/${job}.log`;
	const [firstMs] = texts.includes(log) ? momentsIn(files.readRange(log, 0, headBytes)) : [];
	if (config === undefined || firstMs === undefined) return nothing;
	const lastMs = lastMomentOf(log, files) ?? firstMs;
	const madeMs = files.stat(config)?.modifiedAtMs ?? Number.NaN;
	const offMs = Math.abs(madeMs - firstMs) % zoneMs;
	// A copy may have made all times new.
	const areTimesKept = Math.min(offMs, zoneMs - offMs) <= startsWithinMs;
	const isEarlier = (text: string): boolean => {
		const saidMs = lastMomentOf(text, files);
		if (saidMs !== null) return saidMs < firstMs;
		return areTimesKept && (files.stat(text)?.modifiedAtMs ?? madeMs) < madeMs - startsWithinMs;
	};
	const isOpened = (name: string): boolean =>
		(files.names(`${path}/${name}`) ?? []).filter(isEventFile).some(file => {
			const {openedAtMs} = readFileName(file);
			return openedAtMs !== null && openedAtMs > firstMs - nearMs && openedAtMs < lastMs + nearMs;
		});
	return {
		earlier: texts.filter(text => text !== log && isEarlier(text)),
		folders: folders.length > mostFolders ? [] : folders.filter(isOpened),
	};
}

function lastMomentOf(text: string, files: FileAccess): number | null {
	return momentsIn(readEnd(text, files, tailBytes)).at(-1) ?? null;
}

const momentsIn = (bytes: Uint8Array | null): number[] => (bytes === null ? [] : momentsOf(decodeText(bytes)));
