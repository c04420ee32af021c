import type {FileAccess} from '../../../core/files/files.ts';
import {decodeFile} from '../../../encodings/text/text.ts';
import type {Claim, Listing} from '../../format.ts';
import {stemOf} from '../../plain/files-source.ts';
import {isMonitorName} from '../../plain/names/part-names.ts';
import {hasEventsBelow} from '../../tfevents/events-below.ts';
import {readFileName} from '../../tfevents/file-name.ts';

const headBytes = 256;
/** How long it may take from the making of an environment to the first event of a training in it. */
const longestStartMs = 600_000;
/** Names of event files have whole seconds. An earlier one is of a training before, however short that was. */
const secondMs = 1000;

/**
 * Leaves out what monitors of environments wrote where the event files of their trainings lie in folders below: these tell of the same episodes, by
 * the time steps of all environments, and the monitors would be one more run. Those that began at another time are of another training.
 */
export function withoutMonitors(claims: Claim[], listing: Listing, files: FileAccess): Claim[] {
	const isTold = ({files: [path, ...others]}: Claim) => {
		if (path === undefined || ![path, ...others].every(each => isMonitorName(stemOf(each)))) return false;
		const startedMs = startOf(path, files);
		return hasEventsBelow(listing, files, name => {
			const sinceMs = (readFileName(name).openedAtMs ?? 0) - startedMs;
			return sinceMs > -secondMs && sinceMs < longestStartMs;
		});
	};
	return claims.filter(claim => !isTold(claim));
}

/** When a monitor says it began, in milliseconds; NaN where it does not. */
function startOf(path: string, files: FileAccess): number {
	const head = decodeFile(files.readRange(path, 0, headBytes) ?? new Uint8Array(0));
	return Number(/^#\{"t_start": ([\d.]+)/.exec(head)?.[1] ?? Number.NaN) * 1000;
}
