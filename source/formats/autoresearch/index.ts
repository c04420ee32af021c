import {decodeText} from '../../encodings/text/text.ts';
import type {Format} from '../format.ts';
import {isTable} from './rows.ts';
import {TableSource} from './source.ts';

const fileName = /^results.*\.tsv$/i;
const headBytes = 4096;

/**
 * autoresearch, and what is made of it: an agent changes the program, has it train, and writes a row into results.tsv: the commit, what came of it,
 * whether that is kept, and what was tried. Each row is an experiment of its own.
 */
export const autoresearch: Format = {
	id: 'autoresearch',
	title: 'autoresearch',
	rank: 48,
	localIds: true,
	partsRuns: true,
	returnsResults: true,
	detect({path, entries}, files) {
		return entries.flatMap(({name, kind}) => {
			if (kind !== 'file' || !fileName.test(name)) return [];
			const file = `${path}/${name}`;
			const head = decodeText(files.readRange(file, 0, headBytes) ?? new Uint8Array(0));
			if (!isTable(head)) return [];
			return [{format: 'autoresearch', path: file, files: [file], ownsSubtree: false, ownsFiles: true}];
		});
	},
	open: ({path}, files) => new TableSource(path, files),
};
