import type {Claim} from '../../../source/formats/format.ts';
import {gage} from '../../../source/formats/gage/index.ts';
import {Collected, type CollectedRun, readAll} from '../collect.ts';
import {DatedFiles} from '../guild/home.ts';
import {directoriesOf, loadFixture} from '../load-fixture.ts';
import type {MemoryFiles} from '../memory-files.ts';

export const loadRuns = (dialect: 'head' | 'release') => loadFixture(`gage/${dialect}`, new DatedFiles());

/** All claims on runs at and below a directory. */
export function claimsIn(files: MemoryFiles, root: string): Claim[] {
	const claims = directoriesOf(files, root).flatMap(path => gage.detect({path, entries: files.list(path)}, files));
	return claims.filter(({ownsFiles}) => !ownsFiles);
}

export function openRun(files: MemoryFiles, id: string) {
	const claim = ['/head', '/release']
		.flatMap(root => claimsIn(files, root))
		.find(({path}) => path.split('/').at(-1)!.startsWith(id));
	if (claim === undefined) throw new Error(`No run ${id}`);
	return gage.open(claim, files);
}

export function readRun(files: MemoryFiles, id: string): CollectedRun {
	const collected = new Collected();
	readAll(openRun(files, id), collected);
	return collected.only;
}
