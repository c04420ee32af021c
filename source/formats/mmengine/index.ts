import type {Claim, Format, Listing} from '../format.ts';
import {isStart, layoutOf} from './layout.ts';
import {MmengineSource} from './source.ts';

/** MMEngine (MMDetection, MMSegmentation, …): a directory a start, with its log, config and scalars. */
export const mmengine: Format = {
	id: 'mmengine',
	title: 'MMEngine',
	rank: 62,
	detect(listing: Listing): Claim[] {
		if (!isStart(listing)) return [];
		const {path} = listing;
		const {config, scalars, repeated} = layoutOf(path);
		return [{format: 'mmengine', path, files: [scalars, repeated, config], ownsSubtree: true, ownsFiles: true}];
	},
	open: (claim, files) => new MmengineSource(claim, layoutOf(claim.path), files),
};
