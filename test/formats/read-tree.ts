import {readFileSync} from 'node:fs';
import path from 'node:path';
import type {Format, Source} from '../../source/formats/format.ts';
import {Collected, type CollectedRun, readAll, readDirectory} from './collect.ts';
import {directoriesOf} from './load-fixture.ts';
import type {MemoryFiles} from './memory-files.ts';

/** Everything that a format finds at and below a directory: what it said, by the path of the run below that directory. */
export function readTree(format: Format, files: MemoryFiles, root: string): Map<string, CollectedRun> {
	const runs = new Map<string, CollectedRun>();
	for (const directory of directoriesOf(files, root))
		for (const [found, run] of readDirectory(format, directory, files)) runs.set(found.slice(root.length + 1), run);
	return runs;
}

/** A run that is followed while its files change: `read` reads what is new. */
export function follow(
	format: Format,
	files: MemoryFiles,
	directory: string,
): {run: CollectedRun; read: () => void; source: Source} {
	const [claim] = format.detect({path: directory, entries: files.list(directory)}, files);
	if (claim === undefined) throw new Error(`${format.id} finds nothing in ${directory}`);
	const source = format.open(claim, files);
	const collected = new Collected();
	const read = () => {
		if (format.detect({path: directory, entries: files.list(directory)}, files)[0] !== undefined) source.watched();
		readAll(source, collected);
	};
	read();
	return {run: collected.only, read, source};
}

/** Text of a file in test/fixtures. */
export function fixtureText(name: string): string {
	return readFileSync(path.resolve('test/fixtures', name), 'utf8');
}
