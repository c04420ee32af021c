import type {FileAccess} from '../../core/files/files.ts';
import {nameOf} from '../../core/files/paths.ts';
import type {Listing} from '../format.ts';
import {readEventHead} from '../tfevents/event/event-head.ts';
import {listEventFiles} from '../tfevents/event-files.ts';

/** PyTorch's writer names its directories in the same way: what is said in them tells whose they are. */
const startFolder = /^[A-Z][a-z]{2}\d{2}_\d{2}-\d{2}-\d{2}_/;
/** The trainer's arguments are in the first thousands of bytes. */
const mostUnsaid = 8192;

/**
 * The event file below `runs` in which a trainer that has not saved a state yet says its arguments; null where there is none. Several starts may
 * as well be trainings that save nothing, each a run of its own.
 */
function onlyEvents({path, entries}: Listing, files: FileAccess): string | null {
	if (!entries.some(({name, kind}) => name === 'runs' && kind === 'directory')) return null;
	const [start, ...others] = (files.list(`${path}/runs`) ?? []).filter(({kind}) => kind === 'directory');
	if (start === undefined || others.length > 0 || !startFolder.test(start.name)) return null;
	const below = `${path}/runs/${start.name}`;
	return listEventFiles(below, files.list(below) ?? [])[0] ?? null;
}

/** True for the output directory of a trainer that has saved nothing yet: its log in there names it. */
export function hasBegun(listing: Listing, files: FileAccess): boolean {
	const path = onlyEvents(listing, files);
	const directory = path === null ? undefined : readEventHead(path, files).trainer?.output_dir;
	return typeof directory === 'string' && nameOf(directory.replace(/\/+$/, '')) === nameOf(listing.path);
}

/** The event file that may still come to say so. */
export function mayBegin(listing: Listing, files: FileAccess): string[] {
	const path = onlyEvents(listing, files);
	if (path === null || (files.stat(path)?.size ?? mostUnsaid) >= mostUnsaid) return [];
	return readEventHead(path, files).trainer === null ? [path] : [];
}
