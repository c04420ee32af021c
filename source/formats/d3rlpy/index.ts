import {noHabits} from '../../core/writer-habits.ts';
import {CsvScanner, cellKinds} from '../../encodings/csv.ts';
import type {Claim, Format, Listing} from '../format.ts';
import {type FileContext, type FileReader, FilesSource, stemOf} from '../plain/files-source.ts';
import {isForeign} from '../plain/names/places.ts';

const comma = 0x2c;
const settingsFile = 'params.json';
/** How long a step took, which all versions keep of each epoch; an online training has it with its first one as well. */
const alwaysThere = 'time_step.csv';
/** Of the gradients of one parameter of a network. */
const ofGradients = /_grad\.csv$/;

/**
 * d3rlpy's files (`logging/file_adapter.py`, before 2.0 `logger.py`): in the directory of a run a table without names of columns for each metric,
 * called after it, with epoch, step and value in a row; the settings in params.json. Those of gradients have names and are left out: they are of each
 * parameter of the networks, hundreds.
 */
export const d3rlpy: Format = {
	id: 'd3rlpy',
	title: 'd3rlpy',
	rank: 60,
	logged: {isPrinted: true, isTable: true},
	detect(listing: Listing): Claim[] {
		const {path, entries} = listing;
		const names = new Set(entries.map(({name}) => name));
		if (!names.has(settingsFile) || !names.has(alwaysThere) || isForeign(listing)) return [];
		const tables = entries.filter(({name, kind}) => kind === 'file' && name.endsWith('.csv'));
		const files = tables.map(({name}) => `${path}/${name}`).sort();
		return [{format: 'd3rlpy', path, files, beside: [`${path}/${settingsFile}`], ownsSubtree: false, ownsFiles: true}];
	},
	open: (claim, files) =>
		new FilesSource(claim, files, {
			open: openMetric,
			facts: (paths, settings) => ({
				signFiles: paths,
				total: null,
				stepUnit: 'step',
				config: settings,
				writer: noHabits,
			}),
			hasSettings: true,
			clash: 'drop',
			lines: 'cells',
		}),
};

function openMetric({path, series}: FileContext): FileReader {
	if (ofGradients.test(path)) return {consume: chunk => chunk.length};
	const name = stemOf(path);
	const scanner: CsvScanner = new CsvScanner(comma, () => {
		const {count, kinds, values} = scanner;
		const [, step, value] = values;
		if (count !== 3 || kinds[1] !== cellKinds.number) return;
		series(name)?.push(step!, Number.NaN, kinds[2] === cellKinds.number ? value! : Number.NaN);
	});
	return {consume: chunk => scanner.scan(chunk)};
}
