import type {FileAccess} from '../../core/files/files.ts';
import type {Claim, Format, Listing} from '../format.ts';
import {stemOf} from '../plain/files-source.ts';
import {isMonitorName, isNumberedMonitor, isPartName} from '../plain/names/part-names.ts';
import {hasEventsBelow} from '../tfevents/events-below.ts';
import {isEventFile} from '../tfevents/file-name.ts';
import {EvaluationsSource} from './source.ts';

const fileName = 'evaluations.npz';
/** What tells of the same training, and of these evaluations too: Stable Baselines' own table, event files. */
const tellsMore = (name: string): boolean => /(?:^|\.)progress\.csv$/.test(name) || isEventFile(name);
/** Monitors that are a run each, so that nothing says which training was evaluated. */
const isApart = (name: string): boolean =>
	/\.csv$/.test(name) && isMonitorName(stemOf(name)) && !isNumberedMonitor(stemOf(name)) && !isPartName(stemOf(name));

/**
 * What `EvalCallback` of Stable Baselines 3 keeps of its evaluations, where nothing else was recorded of the training than its episodes, by monitors:
 * these count the same time steps.
 */
export const baselines: Format = {
	id: 'sb3-evaluations',
	title: 'Stable Baselines evaluations',
	rank: 30,
	// They lie in `logs/ppo`, the event files of the same training in `tb/PPO_1`.
	logged: {isTold: true, isUntimed: true, isInFolder: true},
	detect(listing: Listing, files: FileAccess): Claim[] {
		const {path, entries} = listing;
		if (!entries.some(({name, kind}) => name === fileName && kind === 'file')) return [];
		if (entries.filter(({name}) => isApart(name)).length > 1) return [];
		if (entries.some(({name}) => tellsMore(name)) || hasEventsBelow(listing, files)) return [];
		return [{format: 'sb3-evaluations', path, files: [`${path}/${fileName}`], ownsSubtree: false}];
	},
	open: (claim, files) => new EvaluationsSource(claim.files[0]!, files),
};
