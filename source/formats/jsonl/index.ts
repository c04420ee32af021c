import {noHabits} from '../../core/writer-habits.ts';
import type {Format} from '../format.ts';
import {withLogBeside} from '../mmengine/log-beside.ts';
import {FilesSource} from '../plain/files-source.ts';
import {findUndecided} from '../plain/undecided.ts';
import {detectJsonl, isPlausible} from './detect.ts';
import {JsonlFile} from './jsonl-file.ts';
import {previewJsonl} from './preview.ts';

/** Files with one JSON object a line, flat or nested. */
export const jsonlFormat: Format = {
	id: 'jsonl',
	title: 'JSON lines',
	rank: 30,
	partsStarts: 'by row',
	isTable: true,
	detect: detectJsonl,
	undecided: (listing, files, claims) => findUndecided(listing, files, claims, {format: 'jsonl', isPlausible, mostBytes: 8192}),
	open: (claim, files) =>
		new FilesSource(claim, files, {
			open: context => new JsonlFile(withLogBeside(context, files)),
			facts: (paths, settings) => ({
				signFiles: paths,
				outcome: null,
				error: null,
				total: null,
				stepUnit: null,
				config: settings,
				writer: {...noHabits, bufferBytes: 8192},
			}),
			hasSettings: true,
			rotates: true,
			clash: 'prefix',
			lines: 'json',
			preview: previewJsonl,
		}),
};
