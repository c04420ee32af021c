import type {FileAccess} from '../../core/files/files.ts';
import type {Claim, Format, Listing} from '../format.ts';
import {hasEventsBelow} from '../tfevents/events-below.ts';
import {isEventFile} from '../tfevents/file-name.ts';
import {EvaluationsSource} from './source.ts';

const fileName = 'evaluations.npz';
/** What tells of the same training by more than its evaluations: Stable Baselines' own table, a monitor's, event files. */
const tellsMore = (name: string): boolean => /(?:^|\.)(?:monitor|progress)\.csv$/.test(name) || isEventFile(name);

/** What `EvalCallback` of Stable Baselines 3 keeps of its evaluations, where nothing else was recorded of the training. */
export const baselines: Format = {
	id: 'sb3-evaluations',
	title: 'Stable Baselines evaluations',
	rank: 30,
	detect(listing: Listing, files: FileAccess): Claim[] {
		const {path, entries} = listing;
		if (!entries.some(({name, kind}) => name === fileName && kind === 'file')) return [];
		if (entries.some(({name}) => tellsMore(name)) || hasEventsBelow(listing, files)) return [];
		return [{format: 'sb3-evaluations', path, files: [`${path}/${fileName}`], ownsSubtree: false}];
	},
	open: (claim, files) => new EvaluationsSource(claim.files[0]!, files),
};
