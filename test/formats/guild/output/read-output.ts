import {Collected, type CollectedRun, readAll} from '../../collect.ts';
import {makeRun, openRun} from '../home.ts';

/** Guild's own event file in the directory of a run. */
export const eventFile = 'events.out.tfevents.1760000000.vm.1.0';

/** Reads a run that has printed this; `own`: other files in its `.guild`, by name. */
export function readOutput(output: string, own: Record<string, string | Uint8Array> = {}): CollectedRun {
	const {files, path} = makeRun({output, ...own});
	const collected = new Collected();
	readAll(openRun(files, path), collected);
	return collected.only;
}
