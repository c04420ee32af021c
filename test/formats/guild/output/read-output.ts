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

/** An index for the lines of an output: `e` in `streams` is the error stream. */
export function indexOf(streams: string, firstMs = 1_760_000_000_000, eachMs = 1000): Buffer {
	const bytes = Buffer.alloc(9 * streams.length);
	[...streams].forEach((stream, i) => {
		bytes.writeBigUInt64BE(BigInt(firstMs + i * eachMs), i * 9);
		bytes.writeUInt8(stream === 'e' ? 1 : 0, i * 9 + 8);
	});
	return bytes;
}
