import type {FileAccess} from '../../core/files/files.ts';
import {directoryOf} from '../../core/files/paths.ts';
import type {Claim, Format, Listing} from '../format.ts';
import {listEventFiles} from '../tfevents/event-files.ts';
import {AgentsSource} from './source.ts';

/**
 * Unity's ML-Agents: `results/RUN/configuration.yaml` and `results/RUN/run_logs/`, with a folder for each behavior that is trained, in which its
 * event files lie. A behavior is a run.
 */
export const mlAgents: Format = {
	id: 'ml-agents',
	title: 'Unity ML-Agents',
	rank: 55,
	detect({path, entries}: Listing, files: FileAccess): Claim[] {
		const events = listEventFiles(path, entries);
		if (events.length === 0) return [];
		const above = directoryOf(path);
		// Asked for by name: of a thousand runs in one directory each would have that listed.
		if (!files.exists(`${above}/configuration.yaml`) || !files.exists(`${above}/run_logs`)) return [];
		return [{format: 'ml-agents', path, files: [`${above}/configuration.yaml`], ownsSubtree: false}];
	},
	open: (claim, files) => new AgentsSource(claim.path, files),
};
