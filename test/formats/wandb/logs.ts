import {wandb} from '../../../source/formats/wandb/index.ts';
import {wandbHeader} from '../../../source/formats/wandb/log/header.ts';
import {blockLog} from '../../encodings/block-log-writer.ts';
import {field, int} from '../../encodings/protobuf-writer.ts';
import {Collected, type CollectedRun, readAll} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';

export const directory = '/ws/wandb/offline-run-20261121_003418-abc123';
export const logPath = `${directory}/run-abc123.wandb`;

/** An item with its key in `nested_key`, or with `flat` in `key` as before 0.19. */
export const item = (path: string | string[], json: string, flat = false) =>
	field(1, ...[path].flat().map(part => field(flat ? 1 : 2, part)), field(16, json));
const timestamp = (ms: number) => Buffer.concat([int(1, Math.floor(ms / 1000)), int(2, (ms % 1000) * 1_000_000)]);

/** Parts of Records. */
export const history = (step: number, ...items: Uint8Array[]) =>
	field(2, ...items, field(2, ...(step === 0 ? [] : [int(1, step)])));
export const row = (step: number, values: Record<string, number | string>, seconds = 1_760_000_000 + step) =>
	history(
		step,
		...Object.entries({...values, _step: step, _timestamp: seconds, _runtime: step}).map(([key, value]) =>
			item(key, String(value)),
		),
	);
export const summary = (...items: Uint8Array[]) => field(3, ...items);
export const config = (...items: Uint8Array[]) => field(5, ...items);
export const removal = (...path: string[]) => field(2, ...path.map(part => field(2, part)));
export const run = (...parts: Uint8Array[]) => field(17, field(1, 'abc123'), ...parts);
export const started = (ms: number) => field(17, timestamp(ms));
export const output = (stream: 0 | 1, text: string) =>
	field(13, ...(stream === 1 ? [int(1, 1)] : []), field(2, timestamp(1_760_000_000_500)), field(3, text));
export const stats = (ms: number, values: Record<string, number | object>) =>
	field(
		7,
		field(2, timestamp(ms)),
		...Object.entries(values).map(([key, value]) => field(3, field(1, key), field(16, JSON.stringify(value)))),
	);
export const exit = (code: number, runtime = 0) =>
	field(18, ...(code === 0 ? [] : [int(1, BigInt(code))]), ...(runtime === 0 ? [] : [int(2, runtime)]));

/** A whole log; records are numbered. */
export function logOf(...records: Uint8Array[]): Buffer {
	return logOfAll(records);
}

export function logOfAll(records: readonly Uint8Array[]): Buffer {
	return blockLog(
		wandbHeader,
		records.map((record, i) => Buffer.concat([int(1, i + 1), record])),
	);
}

export function openLog(files: MemoryFiles, path = directory) {
	const [claim] = wandb.detect({path, entries: files.list(path)}, files);
	if (claim === undefined) throw new Error(`${path} is no run`);
	return wandb.open(claim, files);
}

export function readFiles(files: MemoryFiles, path?: string): CollectedRun {
	const collected = new Collected();
	readAll(openLog(files, path), collected);
	return collected.only;
}

/** Reads a log made of the given records. */
export function readLog(...records: Uint8Array[]): CollectedRun {
	return readFiles(new MemoryFiles().write(logPath, logOf(...records)));
}
