import assert from 'node:assert/strict';
import {flexlock} from '../../../source/formats/flexlock/index.ts';
import {Collected, type CollectedRun} from '../collect.ts';
import {directoriesOf} from '../load-fixture.ts';
import type {MemoryFiles} from '../memory-files.ts';

/** Everything that flexlock finds below a directory, by path without it. */
export function readTree(files: MemoryFiles, root: string): Map<string, CollectedRun> {
	const runs = new Map<string, CollectedRun>();
	for (const path of directoriesOf(files, root)) {
		if (flexlock.detect({path, entries: files.list(path)}, files).length > 0)
			runs.set(path.slice(root.length + 1), readOne(files, path));
	}
	return runs;
}

export function readOne(files: MemoryFiles, path: string): CollectedRun {
	return readAll(files, path).get('')!;
}

/** All that is told of a directory: its own run, by '', and the tasks that were replaced there, by id. */
export function readAll(files: MemoryFiles, path: string): Map<string, CollectedRun> {
	const [claim] = flexlock.detect({path, entries: files.list(path)}, files);
	assert.ok(claim, `${path} is not lost`);
	const sink = new Collected();
	flexlock.open(claim, files).read(sink, 1e9);
	return sink.runs;
}
