import type {Entry} from '../../core/files/files.ts';
import {decodeText} from '../../encodings/text/text.ts';
import type {Format} from '../format.ts';
import {findUndecided} from '../plain/undecided.ts';
import {areLines} from './lines.ts';
import {isTable} from './rows.ts';
import {TableSource} from './source.ts';

const tableName = /^(?:results|experiments).*\.tsv$/i;
const linesName = /^autoresearch.*\.jsonl$/i;
const headBytes = 4096;

const isPlausible = ({name, kind}: Entry): boolean => kind === 'file' && (tableName.test(name) || linesName.test(name));

/**
 * autoresearch, and what is made of it: an agent changes the program, has it train, and writes a row into results.tsv, or a line into
 * autoresearch.jsonl: the commit, what came of it, whether that is kept, and what was tried. Each is an experiment of its own.
 */
export const autoresearch: Format = {
	id: 'autoresearch',
	title: 'autoresearch',
	rank: 48,
	localIds: true,
	partsRuns: true,
	returnsResults: true,
	detect({path, entries}, files) {
		return entries.filter(isPlausible).flatMap(({name}) => {
			const file = `${path}/${name}`;
			const head = decodeText(files.readRange(file, 0, headBytes) ?? new Uint8Array(0));
			if (!(tableName.test(name) ? isTable(head) : areLines(head))) return [];
			return [{format: 'autoresearch', path: file, files: [file], ownsSubtree: false, ownsFiles: true}];
		});
	},
	// A head without commits is one of these once a row says what was decided.
	undecided: (listing, files, claims) =>
		findUndecided(listing, files, claims, {format: 'autoresearch', isPlausible, mostBytes: headBytes}),
	open: ({path}, files) => new TableSource(path, files),
};
