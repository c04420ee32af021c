import assert from 'node:assert/strict';
import type {RecordSlice, RecordSliceAnswer} from '../../../source/formats/format.ts';
import {recorder} from '../../../source/formats/recorder/index.ts';
import {Collected} from '../collect.ts';
import {directoriesOf} from '../load-fixture.ts';
import type {MemoryFiles} from '../memory-files.ts';

/** What each claim below a directory said, by path without it. */
export function readTree(files: MemoryFiles, root: string): Map<string, Collected> {
	const found = new Map<string, Collected>();
	for (const path of directoriesOf(files, root)) {
		for (const claim of recorder.detect({path, entries: files.list(path)}, files)) {
			const sink = new Collected();
			recorder.open(claim, files).read(sink, 1e9);
			found.set(claim.path.slice(root.length + 1), sink);
		}
	}
	return found;
}

/** Opens what lies at one path. */
export function open(files: MemoryFiles, path: string) {
	const directory = path.slice(0, path.lastIndexOf('/'));
	const claim = recorder
		.detect({path: directory, entries: files.list(directory)}, files)
		.find(({path: claimed}) => claimed === path);
	assert.ok(claim, `${path} is not lost`);
	const sink = new Collected();
	const source = recorder.open(claim, files);
	const ask = (question: RecordSlice): RecordSliceAnswer[] => {
		const said = source.slice!(question);
		assert.ok(typeof said !== 'string', String(said));
		return said;
	};
	return {sink, source, ask, read: () => source.read(sink, 1e9)};
}
