import {statSync} from 'node:fs';
import path from 'node:path';
import type {Engine} from '../../engine/engine.ts';
import {findUnread, hintFor} from '../../engine/reading/named-files.ts';
import {realPathOf} from './roots.ts';

/** The words that name files, with where those are, links followed. */
export function namedFiles(words: readonly string[]): {word: string; real: string}[] {
	return words.flatMap(word => {
		const real = realPathOf(word);
		return real !== null && statSync(real).isFile() ? [{word, real}] : [];
	});
}

/** What to say of words that name files of which no run was read. */
export function remarksOnFiles(words: readonly string[], {registry}: Pick<Engine, 'registry'>): string[] {
	const files = namedFiles(words);
	const unread = new Set(
		findUnread(
			files.map(({real}) => real),
			registry,
		),
	);
	return files
		.filter(({real}) => unread.has(real))
		.map(
			({word, real}) =>
				`xtui: ${word} is no file that a run was read from, so its directory ${path.dirname(real)} stands for it${hintFor(real)}`,
		);
}
