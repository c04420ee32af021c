import type {FileAccess} from '../../core/files/files.ts';
import {nameOf} from '../../core/files/paths.ts';
import {noHabits} from '../../core/writer-habits.ts';
import {openCsv} from '../csv/csv-file.ts';
import type {Claim, Format, Listing, SeriesSink} from '../format.ts';
import {type FileContext, FilesSource} from '../plain/files-source.ts';
import {isForeign} from '../plain/names/places.ts';
import {fallingNote} from '../plain/rows/falling-steps.ts';
import {isKerasHead} from './head.ts';

const headBytes = 4096;
const mostPeeks = 64;
/** Any name will do for Keras; without a usual ending it has to speak. */
const usualNames = /\.(?:csv|tsv|log|txt|dat)$|^[^.]*(?:hist|log|train|metric)[^.]*$/i;

/** Keras' CSVLogger: one table of epochs, in a file of any name. */
export const kerasCsv: Format = {
	id: 'keras-csv',
	title: 'Keras CSVLogger',
	rank: 60,
	partsStarts: 'by row',
	partsRuns: true,
	logged: {isPrinted: true, isTable: true},
	detect(listing: Listing, files: FileAccess): Claim[] {
		const {path, entries} = listing;
		const plausible = entries.filter(({name, kind}) => kind === 'file' && usualNames.test(name));
		if (plausible.length === 0 || isForeign(listing)) return [];
		const found = plausible.slice(0, mostPeeks).flatMap(({name}) => {
			const file = `${path}/${name}`;
			return isKerasHead(files.readRange(file, 0, headBytes) ?? new Uint8Array(0)) === null ? [] : [file];
		});
		// A table holds all that one fit() said: a second one is another run, not a part of the first.
		const [only, ...others] = found;
		const claim = {format: 'keras-csv', ownsSubtree: false, ownsFiles: true};
		if (only !== undefined && others.length === 0) return [{...claim, path, files: [only]}];
		return found.sort().map(file => ({...claim, path: file, files: [file]}));
	},
	open: (claim, files) =>
		new FilesSource(claim, files, {
			open: openTable,
			facts: paths => ({signFiles: paths, total: null, stepUnit: 'epoch', writer: noHabits}),
			lines: 'cells',
			clash: 'prefix',
		}),
};

/**
 * With `append=True` a second fit() goes on in the same file, and counts epochs from 0 or from where it was told to. Each epoch is one row, so that one
 * that comes again begins all columns anew, also those that are empty from then on: what stood there is of the earlier fit().
 */
function openTable(context: FileContext) {
	let lastEpoch = -1;
	const heard = new Set<number>();
	const sinks: SeriesSink[] = [];
	/** Those that the row at hand has given a point. */
	const inRow = new Set<SeriesSink>();
	const begin = (epoch: number, sink: SeriesSink) => {
		// A table that stands newest first was sorted later.
		if (context.notes.has(fallingNote)) return;
		if (epoch === lastEpoch && !inRow.has(sink)) return;
		inRow.clear();
		if (epoch > lastEpoch) return;
		for (const each of sinks) each.restart?.(epoch);
		if (epoch !== 0 || epoch === lastEpoch || heard.has(lastEpoch)) return;
		heard.add(lastEpoch);
		const text = `${nameOf(context.path)} goes on with epoch 0: it was trained again`;
		context.run.event({atMs: null, step: lastEpoch, kind: 'restart', text});
	};
	const heeding: FileContext = {
		...context,
		series: name => {
			const sink = context.series(name);
			if (sink === null) return null;
			sinks.push(sink);
			return {
				push(step, wallMs, value, exact) {
					begin(step, sink);
					inRow.add(sink);
					lastEpoch = step;
					sink.push(step, wallMs, value, exact);
				},
			};
		},
	};
	return openCsv(heeding, true);
}
