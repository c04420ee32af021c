import type {FileAccess} from '../../core/files/files.ts';
import type {Format} from '../format.ts';
import {SharedByPath} from '../shared-by-path.ts';
import {HydraJobs} from './hydra-jobs.ts';
import {jobIdsOf} from './job.ts';
import {SubmititSource} from './source.ts';

const sweeps = new SharedByPath<HydraJobs>();

/**
 * submitit: a directory a job, also those that Hydra's launcher makes below the directory of a sweep, where they add to its jobs; or all jobs in one, where
 * each adds to what its output shows.
 */
export const submitit: Format = {
	id: 'submitit',
	title: 'submitit',
	rank: 40,
	localIds: true,
	returnsResults: true,
	detect(listing) {
		const jobs = jobIdsOf(listing).map(id => `${listing.path}/${id}_submitted.pkl`);
		const isOnly = jobs.length === 1;
		return jobs.map(job => ({format: 'submitit', path: isOnly ? listing.path : job, files: [job], ownsSubtree: false}));
	},
	open: (claim, files) => new SubmititSource(claim, files, jobsOf(claim.path.split('/').slice(0, -2).join('/'), files)),
};

/** Jobs of a directory that is a sweep of Hydra's; null for any other. */
function jobsOf(sweep: string, files: FileAccess): HydraJobs | null {
	if (!files.exists(`${sweep}/multirun.yaml`)) return null;
	return sweeps.at(sweep, files, (path, by) => new HydraJobs(path, by));
}
