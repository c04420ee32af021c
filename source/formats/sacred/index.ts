import type {FileAccess} from '../../core/files.ts';
import {decodeFile} from '../../encodings/text.ts';
import type {Claim, Format, Listing} from '../format.ts';
import {SacredSource} from './source.ts';

const headBytes = 64 * 1024;

/** Sacred's FileStorageObserver: a directory for each run, named by its number, with run.json and config.json. */
export const sacred: Format = {
	id: 'sacred',
	title: 'Sacred',
	rank: 85,
	localIds: true,
	detect(listing: Listing, files: FileAccess): Claim[] {
		const {path, entries} = listing;
		const names = new Set(entries.filter(({kind}) => kind === 'file').map(({name}) => name));
		if (!names.has('run.json') || !names.has('config.json') || !isRecord(`${path}/run.json`, path, files)) return [];
		const own = ['run.json', 'config.json', 'metrics.json', 'info.json'].filter(name => names.has(name));
		return [{format: 'sacred', path, files: own.map(name => `${path}/${name}`), ownsSubtree: true}];
	},
	open: (claim, files) => new SacredSource(claim.path, files),
};

/** Keys are written in order of the alphabet, so that those of Sacred stand near the start; while it is rewritten the file may be empty. */
function isRecord(file: string, directory: string, files: FileAccess): boolean {
	const head = files.readRange(file, 0, headBytes);
	if (head === null) return false;
	if (head.length === 0) return /\/\d+$/.test(directory);
	const text = decodeFile(head);
	return (
		/^\s*\{/.test(text) && /"(?:experiment|artifacts)"\s*:/.test(text) && /"(?:command|experiment|heartbeat)"\s*:/.test(text)
	);
}
