import type {FileAccess} from '../../core/files/files.ts';
import {decodeFile} from '../../encodings/text/text.ts';
import type {Claim, Format, Listing} from '../format.ts';
import {isPacked, readPackedHead, unpackedName} from '../plain/packed.ts';
import {findDatabases, findUnfinished, isStoreName} from '../stores/find-databases.ts';
import {optunaTables as tables} from '../stores/store-tables.ts';
import {OptunaDatabase} from './database-source.ts';
import {JournalSource} from './journal-source.ts';
import {KeptStudy} from './kept-study.ts';
import {parsePickledStudy, studyBegunBy} from './pickled-study.ts';
import {isTrialTable, trialTableReader} from './trial-table.ts';

const journalNames =
	/\.(?:log|journal|jsonl|ndjson|json|txt|db|storage)$|optuna$|^[^.]*(?:journal|optuna|study|studies|storage)[^.]*$/i;
const pickleNames = /(?:optuna|stud(?:y|ies))[^/]*\.(?:pkl|pickle|joblib)$/i;
/** As programs name the tables that they make of a study. */
const tableNames = /(?:optuna|trial|stud(?:y|ies)|hpo|hyper|tun(?:e|ing)|search|sweep|optim)[^/]*\.csv$/i;
const headBytes = 192;
/** Less of one that is compressed may unpack to nothing. */
const pickleHeadBytes = 1024;
/** Of the names of columns, one for each setting. */
const tableHeadBytes = 16_384;

/** True for the path of what a program makes of a study that is in memory, or in a store as well. */
const isExport = (path: string): boolean => tableNames.test(path) || pickleNames.test(path);

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

/** Pickles of studies. One that was saved under several names as it grew is one study, told by the name that Optuna made for it alone. */
function findPickles(listing: Listing, files: FileAccess): string[] {
	const largest = new Map<string, {path: string; bytes: number}>();
	for (const {name, kind} of listing.entries) {
		if (kind !== 'file' || !pickleNames.test(name)) continue;
		const path = `${listing.path}/${name}`;
		const study = studyBegunBy(files.readRange(path, 0, pickleHeadBytes));
		if (study === null) continue;
		const id = study.madeName ?? path;
		const bytes = files.stat(path)?.size ?? 0;
		if (bytes > (largest.get(id)?.bytes ?? -1)) largest.set(id, {path, bytes});
	}
	return [...largest.values()].map(({path}) => path);
}

/** Tables that programs make of the trials of a study. */
const findTables = (listing: Listing, files: FileAccess): string[] =>
	listing.entries.flatMap(({name, kind}) => {
		if (kind !== 'file' || !tableNames.test(name)) return [];
		const path = `${listing.path}/${name}`;
		const head = files.readRange(path, 0, tableHeadBytes);
		return head !== null && isTrialTable(head) ? [path] : [];
	});

/** Optuna's journal and SQLite stores, and studies that programs pickle or make tables of: a trial is a run, a study is their group. */
export const optuna: Format = {
	id: 'optuna',
	title: 'Optuna',
	rank: 76,
	localIds: true,
	triesSettings: true,
	isExport,
	detect(listing, files): Claim[] {
		const stores = findDatabases('optuna', listing, files, tables);
		const found = [...findJournals(listing, files), ...findPickles(listing, files)];
		const claims = found.map(path => ({format: 'optuna', path, files: [path], ownsSubtree: false}));
		const tabled = findTables(listing, files).map(path => ({
			format: 'optuna',
			path,
			files: [path],
			ownsSubtree: false,
			ownsFiles: true,
		}));
		return [...stores, ...claims, ...tabled];
	},
	isStoreName: name =>
		isStoreName(name) ||
		pickleNames.test(name) ||
		(journalNames.test(name) && /journal|optuna|stud(?:y|ies)|storage/i.test(name)),
	undecided: (listing, files, claims) => findUnfinished(listing, files, tables, claims),
	open: (claim, files) => {
		if (tableNames.test(claim.path)) return new KeptStudy(claim, files, trialTableReader(claim.path));
		if (studyBegunBy(files.readRange(claim.path, 0, pickleHeadBytes)) !== null)
			return new KeptStudy(claim, files, parsePickledStudy);
		const head = readHead(claim.path, files);
		return head !== null && decodeFile(head).startsWith('{') ? new JournalSource(claim, files) : new OptunaDatabase(claim, files);
	},
};
