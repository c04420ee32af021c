import type {Format} from '../format.ts';
import {NativeSource} from './source.ts';

export {
	foldJournal,
	isSaidOf,
	type JournalEntry,
	type JournalOp,
	type JournalState,
	mergeJournals,
	parseJournal,
	standing,
} from './journal.ts';
export {fileSaidOf, isSaidElsewhere, isSaidOfFiles, placesElsewhere} from './said-elsewhere.ts';
export {verifyJournal} from './verify.ts';

const record = 'xtui-run.json';
/** What nobody else calls so: a run that has lost its record is known by them. */
const ends = ['exit.json', 'output.index'];

/** What `xtui run` writes: a directory of plain text that anything else can read too. */
export const nativeFormat: Format = {
	id: 'xtui',
	title: 'xtui',
	rank: 100,
	startsPrograms: true,
	detect: ({path, entries}) => {
		const names = new Set(entries.flatMap(({name, kind}) => (kind === 'file' ? name : [])));
		if (!names.has(record) && !ends.every(name => names.has(name))) return [];
		return [{format: 'xtui', path, files: [`${path}/${record}`], ownsSubtree: true}];
	},
	open: (claim, files) => new NativeSource(claim, files),
};
