import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {MemoryFiles} from './memory-files.ts';

/** Loads a directory of test/fixtures into memory, below `/` and the name of its last part, where a test can damage it. */
export function loadFixture(name: string, files: MemoryFiles = new MemoryFiles()): MemoryFiles {
	const root = path.resolve('test/fixtures', name);
	for (const entry of readdirSync(root, {recursive: true, withFileTypes: true})) {
		if (!entry.isFile()) continue;
		const file = path.join(entry.parentPath, entry.name);
		files.write(path.posix.join('/', path.basename(name), path.relative(root, file)), readFileSync(file));
	}
	return files;
}

/** Every directory of the tree, the root first. */
export function directoriesOf(files: MemoryFiles, root: string): string[] {
	const below = files.list(root).filter(({kind}) => kind === 'directory');
	return [root, ...below.flatMap(({name}) => directoriesOf(files, `${root}/${name}`))];
}

/** Pseudo-random whole numbers below a bound, the same in every run of a test. */
export function seededRandom(seed: number): (below: number) => number {
	let state = seed;
	return below => {
		state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
		return Math.floor((state / 0x80000000) * below);
	};
}
