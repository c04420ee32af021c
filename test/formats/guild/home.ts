import {guild} from '../../../source/formats/guild/index.ts';
import {placeOf} from '../../../source/formats/guild/layout.ts';
import {Collected, type CollectedRun, readAll} from '../collect.ts';
import {loadFixture} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';

/** Files in memory whose directories have another time once an entry came or went, as on a disk. */
export class DatedFiles extends MemoryFiles {
	override stat(path: string) {
		const stat = super.stat(path);
		if (stat?.kind !== 'directory') return stat;
		let hash = 0;
		for (const {name} of this.list(path))
			for (const letter of `${name}/`) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0;
		return {...stat, modifiedAtMs: hash};
	}
}

export const loadHome = () => loadFixture('guild/home', new DatedFiles()) as DatedFiles;

/** Path of the run whose id begins so. */
export function pathOf(files: MemoryFiles, id: string): string {
	for (const runs of ['/home/runs', '/home/trash/runs']) {
		const found = files.list(runs).find(({name}) => name.startsWith(id));
		if (found !== undefined) return `${runs}/${found.name}`;
	}
	throw new Error(`No run ${id}`);
}

export function openRun(files: MemoryFiles, path: string) {
	const [claim] = guild.detect({path, entries: files.list(path)}, files);
	if (claim === undefined) throw new Error(`${path} is no run`);
	return guild.open(claim, files);
}

export function readRun(files: MemoryFiles, id: string): CollectedRun {
	const collected = new Collected();
	readAll(openRun(files, pathOf(files, id)), collected);
	return collected.only;
}

/** A run of a few files, made by hand: what stands in `.guild`, by name. */
export function makeRun(own: Record<string, string | Uint8Array>, files = new DatedFiles()): {files: DatedFiles; path: string} {
	const path = '/g/runs/0123456789abcdef0123456789abcdef';
	files.write(`${path}/.guild/opref`, "script:/proj '' '' train.py");
	files.write(`${path}/.guild/attrs/id`, placeOf(path).name);
	for (const [name, content] of Object.entries(own)) files.write(`${path}/.guild/${name}`, content);
	return {files, path};
}
