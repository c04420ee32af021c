import assert from 'node:assert/strict';
import {csvFormat} from '../../../source/formats/csv/index.ts';
import {Collected, readAll, readDirectory} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';

export const file = '/runs/a/metrics.csv';

export function read(content: string | Uint8Array, path = file) {
	const files = new MemoryFiles().write(path, content);
	const runs = [...readDirectory(csvFormat, path.slice(0, path.lastIndexOf('/')), files).values()];
	assert.equal(runs.length, 1);
	return runs[0]!;
}

/** A run that is followed while its file changes. */
export function follow(content: string) {
	const files = new MemoryFiles().write(file, content);
	const [claim] = csvFormat.detect({path: '/runs/a', entries: files.list('/runs/a')}, files);
	const source = csvFormat.open(claim!, files);
	const collected = new Collected();
	readAll(source, collected);
	return {files, source, run: collected.only, read: () => readAll(source, collected)};
}
