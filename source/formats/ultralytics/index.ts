import type {FileAccess} from '../../core/files.ts';
import {decodeText} from '../../encodings/text.ts';
import type {Claim, Format, Listing} from '../format.ts';
import {UltralyticsSource} from './source.ts';

const headBytes = 1024;

/** Ultralytics (YOLO): args.yaml at the start of a training, a row of results.csv after each epoch. */
export const ultralytics: Format = {
	id: 'ultralytics',
	title: 'Ultralytics',
	rank: 60,
	detect({path, entries}: Listing, files: FileAccess): Claim[] {
		const names = new Set(entries.map(({name}) => name));
		const parameters = findParameters(path, names, files);
		if (parameters === null) return [];
		return [{format: 'ultralytics', path, files: [`${path}/results.csv`, parameters], ownsSubtree: false, ownsFiles: true}];
	},
	open: (claim, files) => new UltralyticsSource(claim.path, claim.files[1] ?? `${claim.path}/args.yaml`, files),
};

/** The file of arguments that shows the directory to be a training's; YOLOv5 calls it opt.yaml. Null where there is none. */
function findParameters(path: string, names: ReadonlySet<string>, files: FileAccess): string | null {
	if (names.has('args.yaml')) {
		const head = decodeText(files.readRange(`${path}/args.yaml`, 0, headBytes) ?? new Uint8Array(0));
		return /^task:/m.test(head) && /^mode: *train\b/m.test(head) ? `${path}/args.yaml` : null;
	}
	return names.has('opt.yaml') && names.has('hyp.yaml') && names.has('results.csv') ? `${path}/opt.yaml` : null;
}
