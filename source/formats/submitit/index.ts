import type {FileAccess} from '../../core/files/files.ts';
import type {Format} from '../format.ts';
import {SharedByPath} from '../shared-by-path.ts';
import {HydraJobs} from './hydra-jobs.ts';
import {jobIdOf} from './job.ts';
import {SubmititSource} from './source.ts';

const sweeps = new SharedByPath<HydraJobs>();

/** submitit: a directory a job, also those that Hydra's launcher makes below the directory of a sweep, where they add to its jobs. */
export const submitit: Format = {
	id: 'submitit',
	title: 'submitit',
	rank: 40,
	localIds: true,
	returnsResults: true,
	detect(listing) {
		const id = jobIdOf(listing);
		const at = listing.path;
		return id === null ? [] : [{format: 'submitit', path: at, files: [`${at}/${id}_submitted.pkl`], ownsSubtree: false}];
	},
	open: (claim, files) => new SubmititSource(claim, files, jobsOf(claim.path.split('/').slice(0, -2).join('/'), files)),
};

/** Jobs of a directory that is a sweep of Hydra's; null for any other. */
function jobsOf(sweep: string, files: FileAccess): HydraJobs | null {
	if (!files.exists(`${sweep}/multirun.yaml`)) return null;
	return sweeps.at(sweep, files, (path, by) => new HydraJobs(path, by));
}
