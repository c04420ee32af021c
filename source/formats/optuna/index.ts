import type {FileAccess} from '../../core/files/files.ts';
import {decodeFile} from '../../encodings/text/text.ts';
import type {Claim, Format, Listing} from '../format.ts';
import {isPacked, readPackedHead, unpackedName} from '../plain/packed.ts';
import {findDatabases, findUnfinished, isStoreName} from '../stores/find-databases.ts';
import {optunaTables as tables} from '../stores/store-tables.ts';
import {OptunaDatabase} from './database-source.ts';
import {JournalSource} from './journal-source.ts';

const journalNames =
	/\.(?:log|journal|jsonl|ndjson|json|txt|db|storage)$|optuna$|^[^.]*(?:journal|optuna|study|studies|storage)[^.]*$/i;
const headBytes = 96;

/** The first bytes of a file, of a compressed one those that it unpacks to. */
const readHead = (path: string, files: FileAccess) =>
	isPacked(path) ? readPackedHead(path, files, headBytes) : files.readRange(path, 0, headBytes);

/** Journals have any name; each line begins with the code of its operation. */
function findJournals(listing: Listing, files: FileAccess): string[] {
	const found: string[] = [];
	for (const {name, kind} of listing.entries) {
		const plain = unpackedName(name);
		if (kind !== 'file' || !journalNames.test(plain)) continue;
		// A copy of one that lies there as well has nothing to add.
		if (plain !== name && listing.entries.some(other => other.name === plain)) continue;
		const path = `${listing.path}/${name}`;
		const head = readHead(path, files);
		if (head !== null && /^\{\s*"op_code"\s*:\s*\d+\s*,\s*"worker_id"/.test(decodeFile(head))) found.push(path);
	}
	return found;
}

/** Optuna's journal and SQLite stores: a trial is a run, a study is their group. */
export const optuna: Format = {
	id: 'optuna',
	title: 'Optuna',
	rank: 76,
	localIds: true,
	triesSettings: true,
	detect(listing, files): Claim[] {
		const stores = findDatabases('optuna', listing, files, tables);
		const journals = findJournals(listing, files).map(path => ({format: 'optuna', path, files: [path], ownsSubtree: false}));
		return [...stores, ...journals];
	},
	isStoreName: name => isStoreName(name) || (journalNames.test(name) && /journal|optuna|stud(?:y|ies)|storage/i.test(name)),
	undecided: (listing, files, claims) => findUnfinished(listing, files, tables, claims),
	open: (claim, files) => {
		const head = readHead(claim.path, files);
		return head !== null && decodeFile(head).startsWith('{') ? new JournalSource(claim, files) : new OptunaDatabase(claim, files);
	},
};
