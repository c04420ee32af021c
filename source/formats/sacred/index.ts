import type {FileAccess} from '../../core/files/files.ts';
import {directoryOf} from '../../core/files/paths.ts';
import {decodeFile} from '../../encodings/text/text.ts';
import type {Claim, Format, Listing} from '../format.ts';
import {SacredSource} from './source.ts';

const headBytes = 64 * 1024;

/** Sacred's FileStorageObserver: a directory for each run, named by its number, with run.json and config.json. */
export const sacred: Format = {
	id: 'sacred',
	title: 'Sacred',
	rank: 85,
	localIds: true,
	logged: {isTold: true, isInFolder: true},
	detect(listing: Listing, files: FileAccess): Claim[] {
		const {path, entries} = listing;
		const names = new Set(entries.filter(({kind}) => kind === 'file').map(({name}) => name));
		if (!isRun(path, names, files)) return [];
		const own = ['run.json', 'config.json', 'metrics.json', 'info.json'].filter(name => names.has(name));
		return [{format: 'sacred', path, files: own.map(name => `${path}/${name}`), ownsSubtree: true}];
	},
	open: (claim, files) => new SacredSource(claim.path, files),
};

/** Runs are numbered, unless they were given an id; beside them lie the copies of their sources. */
const isNumbered = (path: string): boolean => /\/\d+$/.test(path);
const isBesideSources = (path: string, files: FileAccess): boolean => files.exists(`${directoryOf(path)}/_sources`);

/** True for the directory of a run, also where one of the two files that each has is damaged or gone and the others speak for it. */
function isRun(path: string, names: ReadonlySet<string>, files: FileAccess): boolean {
	const hasConfig = names.has('config.json');
	const head = names.has('run.json') ? files.readRange(`${path}/run.json`, 0, headBytes) : null;
	if (head === null) {
		// Where it may not be read, the others still tell of the run.
		const isShut = names.has('run.json') && isNumbered(path);
		return hasConfig && names.has('cout.txt') && (isShut || isBesideSources(path, files));
	}
	const text = decodeFile(head);
	if (isRecord(text)) return hasConfig || isOnlyOfSacred(text);
	if (!hasConfig) return false;
	if (names.has('cout.txt') && isBesideSources(path, files)) return true;
	// While it is rewritten it may be empty.
	if (head.length === 0 && isNumbered(path)) return true;
	const isTorn = text.trim() === '' || (/^\s*\{/.test(text) && !/\}\s*$/.test(text));
	return isTorn && names.has('cout.txt') && isNumbered(path);
}

/** Keys are written in order of the alphabet, so that those of Sacred stand near the start. */
function isRecord(text: string): boolean {
	return (
		/^\s*\{/.test(text) && /"(?:experiment|artifacts)"\s*:/.test(text) && /"(?:command|experiment|heartbeat)"\s*:/.test(text)
	);
}

/** What no other program would write into a file of this name. */
function isOnlyOfSacred(text: string): boolean {
	return /"command"\s*:/.test(text) && /"experiment"\s*:\s*\{/.test(text) && /"(?:base_dir|mainfile)"\s*:/.test(text);
}
