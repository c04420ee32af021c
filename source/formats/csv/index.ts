import {noHabits} from '../../core/writer-habits.ts';
import type {Format} from '../format.ts';
import {FilesSource} from '../plain/files-source.ts';
import {findUndecided} from '../plain/undecided.ts';
import {plannedIterations, prefixOf} from './claim/catboost.ts';
import {detectCsv, mayBecomeTable} from './claim/detect.ts';
import {openCsv, previewCsv} from './csv-file.ts';

/** Tables of metrics with any header, separator and order of columns. */
export const csvFormat: Format = {
	id: 'csv',
	title: 'CSV',
	rank: 25,
	partsStarts: 'by row',
	isTable: true,
	detect: detectCsv,
	undecided: (listing, files, claims) =>
		findUndecided(listing, files, claims, {format: 'csv', isPlausible: mayBecomeTable, mostBytes: 4096}),
	open(claim, files) {
		const source: FilesSource = new FilesSource(claim, files, {
			open: context => openCsv(context, false, () => source.watched()),
			// Python's buffered files hold back up to 8 KiB.
			facts: (paths, settings) => ({
				signFiles: paths,
				total: plannedIterations(paths, files),
				stepUnit: null,
				config: settings,
				writer: {...noHabits, bufferBytes: 8192},
			}),
			hasSettings: true,
			clash: 'prefix',
			lines: 'cells',
			prefixOf,
			preview: previewCsv,
		});
		return source;
	},
};
