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
		if (!names.has('args.yaml')) return [];
		const head = decodeText(files.readRange(`${path}/args.yaml`, 0, headBytes) ?? new Uint8Array(0));
		if (!/^task:/m.test(head) || !/^mode: *train\b/m.test(head)) return [];
		return [
			{format: 'ultralytics', path, files: [`${path}/results.csv`, `${path}/args.yaml`], ownsSubtree: false, ownsFiles: true},
		];
	},
	open: (claim, files) => new UltralyticsSource(claim.path, files),
};
