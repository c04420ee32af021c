import {tfevents} from '../../../source/formats/tfevents/index.ts';
import {double, field, float, int} from '../../encodings/protobuf-writer.ts';
import {tfrecords} from '../../encodings/tfrecord-writer.ts';
import {Collected, type CollectedRun, readAll} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';

/** Parts of Event protos. Times in seconds. */
export const event = (wall: number, step: number | bigint, ...parts: Uint8Array[]) =>
	Buffer.concat([double(1, wall), ...(step === 0 ? [] : [int(2, step)]), ...parts]);
export const summary = (...values: Uint8Array[]) => field(5, ...values.map(value => field(1, value)));
export const simple = (tag: string, value: number) => Buffer.concat([field(1, tag), float(2, value)]);
export const scalar = (wall: number, step: number | bigint, tag: string, value: number) =>
	event(wall, step, summary(simple(tag, value)));
export const metadata = (plugin: string, ...content: Uint8Array[]) => field(9, field(1, field(1, plugin), field(2, ...content)));
export const session = (status: number, text = '') => field(7, int(1, status), field(2, text));

/** Reads event files of the directory /logs/run, given as lists of events by file name. */
export function readEvents(files: Record<string, Uint8Array[]>): CollectedRun {
	const memory = new MemoryFiles();
	for (const [name, events] of Object.entries(files)) memory.write(`/logs/run/${name}`, tfrecords(...events));
	return readMemory(memory);
}

export const anyName = 'events.out.tfevents.1760000000.node1.4711.0';

/** Reads one event file. */
export function readOne(...events: Uint8Array[]): CollectedRun {
	return readEvents({[anyName]: events});
}

export function openMemory(memory: MemoryFiles, directory = '/logs/run') {
	const [claim] = tfevents.detect({path: directory, entries: memory.list(directory)}, memory);
	if (claim === undefined) throw new Error(`${directory} is no run`);
	return tfevents.open(claim, memory);
}

export function readMemory(memory: MemoryFiles, directory?: string): CollectedRun {
	const collected = new Collected();
	readAll(openMemory(memory, directory), collected);
	return collected.only;
}
