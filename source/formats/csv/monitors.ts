import type {FileAccess} from '../../core/files/files.ts';
import type {Claim, Listing} from '../format.ts';
import {stemOf} from '../plain/files-source.ts';
import {hasEventsBelow} from '../tfevents/events-below.ts';

/**
 * Leaves out what monitors of environments wrote where the event files of their trainings lie in folders below: these tell of the same episodes, by
 * the time steps of all environments, and the monitors would be one more run.
 */
export function withoutMonitors(claims: Claim[], listing: Listing, files: FileAccess): Claim[] {
	const isMonitor = ({files: paths}: Claim) => paths.every(path => /(?:^|\.)monitor$/.test(stemOf(path)));
	return claims.some(isMonitor) && hasEventsBelow(listing, files) ? claims.filter(claim => !isMonitor(claim)) : claims;
}
