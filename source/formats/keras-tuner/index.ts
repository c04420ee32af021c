import {decodeText} from '../../encodings/text/text.ts';
import type {Format} from '../format.ts';
import {TrialSource} from './source.ts';

const headBytes = 256;
const isTrial = /^\s*\{\s*"trial_id"\s*:\s*"[^"]*",\s*"hyperparameters"\s*:/;
/** Below that of the search, whose own state is in oracle.json: whatever is left of a trial there is one. */
const directory = /\/trial_[^/]+$/;

/** KerasTuner, AutoKeras: a directory a trial in that of the search, with a file of what it tried and what came of it. */
export const kerasTuner: Format = {
	id: 'keras-tuner',
	title: 'KerasTuner',
	rank: 47,
	partsRuns: true,
	triesSettings: true,
	returnsResults: true,
	detect({path, entries}, files) {
		const file = `${path}/trial.json`;
		if (!entries.some(({name, kind}) => name === 'trial.json' && kind === 'file')) return [];
		const head = decodeText(files.readRange(file, 0, headBytes) ?? new Uint8Array(0));
		if (!isTrial.test(head) && !(directory.test(path) && files.exists(`${path.replace(directory, '')}/oracle.json`))) return [];
		return [{format: 'keras-tuner', path, files: [file], ownsSubtree: true}];
	},
	open: ({path, files: [file = `${path}/trial.json`]}, files) => new TrialSource(path, file, files),
};
