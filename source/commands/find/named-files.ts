import {statSync} from 'node:fs';
import path from 'node:path';
import type {Engine} from '../../engine/engine.ts';
import {realPathOf} from './roots.ts';

const archive = /\.(?:zip|tar|tgz|tbz2?|txz|7z|rar|(?:tar\.)?(?:gz|bz2|xz|zst))$/i;

/**
 * What to say of words that name files of which no run was read: a file stands for the directory that it lies in, and a person who names an archive
 * may mean what is in it.
 */
export function remarksOnFiles(words: readonly string[], {registry}: Pick<Engine, 'registry'>): string[] {
	const files = words.flatMap(word => {
		const real = realPathOf(word);
		return real !== null && statSync(real).isFile() ? [{word, real}] : [];
	});
	if (files.length === 0) return [];
	const read = new Set([
		...[...registry.handles.values()].flatMap(handle => [handle.claim.path, ...handle.claim.files, ...handle.watched()]),
		...[...registry.runs.values()].flatMap(({facts}) => facts.logFiles),
	]);
	return files
		.filter(({real}) => !read.has(real))
		.map(({word, real}) => {
			const hint = archive.test(real) ? '; unpack it to look at what it holds' : '';
			return `xtui: ${word} is no file that a run was read from, so its directory ${path.dirname(real)} stands for it${hint}`;
		});
}
