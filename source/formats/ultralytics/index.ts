import type {FileAccess} from '../../core/files/files.ts';
import {decodeText} from '../../encodings/text/text.ts';
import type {Claim, Format, Listing} from '../format.ts';
import {isResultsText} from './results-text.ts';
import {UltralyticsSource} from './source.ts';
import {findTune, isTuneTable, TuneSource} from './tune.ts';

const headBytes = 1024;
const measured = [/^\s*epoch\s*,/, /\btrain\/\w*loss\b/, /\bmetrics\//];
const ownColumns = [...measured, /\b(?:lr\/pg|x\/lr)\d/];

/** Ultralytics (YOLO): args.yaml at the start of a training, a row of results.csv after each epoch; up to YOLOv5's version 5, results.txt. */
export const ultralytics: Format = {
	id: 'ultralytics',
	title: 'Ultralytics',
	rank: 60,
	partsStarts: 'by row',
	partsRuns: true,
	// Each directory is another one unless it was told to write over an old one.
	logged: {isPrinted: true, placeKey: 'save_dir', isOwnDirectory: ({exist_ok}) => exist_ok === false},
	returnsResults: true,
	detect({path, entries}: Listing, files: FileAccess): Claim[] {
		const names = new Set(entries.map(({name}) => name));
		const claim = {format: 'ultralytics', path, ownsSubtree: false, ownsFiles: true};
		const trials = findTune(path, names, files);
		const parameters = findParameters(path, names, files);
		if (parameters !== null) return [{...claim, files: [`${path}/results.csv`, parameters]}, ...trials];
		const text = `${path}/results.txt`;
		const isText = names.has('results.txt') && isResultsText(headOf(text, files));
		return isText ? [{...claim, files: [text, `${path}/opt.yaml`]}, ...trials] : trials;
	},
	open: ({path, files: [table = `${path}/results.csv`, parameters = `${path}/args.yaml`]}, files) =>
		isTuneTable(path) ? new TuneSource(path, files) : new UltralyticsSource(path, table, parameters, files),
};

/** The file of arguments that shows the directory to be a training's; YOLOv5 calls it opt.yaml. Null where there is none. */
function findParameters(path: string, names: ReadonlySet<string>, files: FileAccess): string | null {
	if (names.has('args.yaml')) {
		const head = headOf(`${path}/args.yaml`, files);
		// They are cut where they do not come to the mode.
		const mode = /^mode: *(.*)\n/m.exec(head)?.[1];
		if (/^task:/m.test(head) && mode !== undefined) return /^train\b/.test(mode) ? `${path}/args.yaml` : null;
	}
	const hasTable = names.has('results.csv');
	// YOLOv5 writes both when it begins, the table after an epoch, and so did versions whose table has another name.
	if (names.has('opt.yaml') && names.has('hyp.yaml') && (hasTable || !names.has('results.txt'))) return `${path}/opt.yaml`;
	if (!hasTable) return null;
	const [header = ''] = headOf(`${path}/results.csv`, files).split('\n', 1);
	// YOLOv5 keeps no hyperparameters of a classification (classify/train.py).
	if (names.has('opt.yaml') && measured.every(column => column.test(header))) return `${path}/opt.yaml`;
	// Arguments that are lost or damaged: the columns of the table are still its own.
	return ownColumns.every(column => column.test(header)) ? `${path}/args.yaml` : null;
}

function headOf(file: string, files: FileAccess): string {
	return decodeText(files.readRange(file, 0, headBytes) ?? new Uint8Array(0));
}
