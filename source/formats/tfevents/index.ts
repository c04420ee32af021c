import type {Format} from '../format.ts';
import {listEventFiles} from './event-files.ts';
import {EventSource} from './source.ts';

/** TensorBoard event files: a directory that directly holds at least one is a run. */
export const tfevents: Format = {
	id: 'tfevents',
	title: 'TensorBoard',
	rank: 40,
	partsStarts: 'by file',
	// PyTorch's SummaryWriter and the Hugging Face trainer: the time and the host.
	startFolder: /^[A-Z][a-z]{2}\d{2}_\d{2}-\d{2}-\d{2}_/,
	splitsRuns: true,
	logged: {isTold: true, isPrinted: true, isEvents: true},
	detect({path, entries}) {
		const files = listEventFiles(path, entries);
		return files.length === 0 ? [] : [{format: 'tfevents', path, files, ownsSubtree: false}];
	},
	open: (claim, files, seen) => new EventSource(claim, files, seen),
};
