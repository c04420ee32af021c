import {accessSync, constants, realpathSync, statSync} from 'node:fs';
import path from 'node:path';
import {orNull} from '../../core/or-null.ts';
import {describeError} from '../../io/files.ts';
import {homeDirectory} from '../../io/home.ts';
import {settingsInForce} from '../settings/in-force.ts';

/** Directories to look under, and what of them cannot be used, in words for a person. */
export interface Roots {
	roots: string[];
	failures: string[];
}

function expandHome(word: string): string {
	return word === '~' || word.startsWith('~/') ? path.join(homeDirectory(), word.slice(1)) : word;
}

/** Absolute path that a word leads to, links followed; null where nothing is there. */
export const realPathOf = (word: string): string | null => orNull(() => realpathSync(path.resolve(expandHome(word))));

/** True where a word names something that exists, so that it is a root and no part of a query. */
export function namesPath(word: string): boolean {
	try {
		statSync(expandHome(word));
		return true;
	} catch {
		return /^(\.{0,2}|~)\//.test(word);
	}
}

/** Where no directory is named: those of the settings, else the current one. */
function usualRoots(): readonly string[] {
	const {roots} = settingsInForce().settings;
	return roots.length > 0 ? roots : ['.'];
}

/** What to do where a root cannot be used: what stands in the settings is mended there. */
function remedyFor(isAsked: boolean): string {
	const {settings, file, lines} = settingsInForce();
	if (isAsked || settings.roots.length === 0) return 'name a directory that exists and that you may read';
	return `it is one of the roots in ${file}:${lines.get('roots') ?? 1}; mend it there, or name a directory`;
}

/** Checks roots: a file stands for the directory it lies in; what is missing, closed or neither is named with what to do. */
export function checkRoots(words: readonly string[]): Roots {
	const roots: string[] = [];
	const failures: string[] = [];
	for (const word of words.length > 0 ? words : usualRoots()) {
		try {
			const real = realpathSync(path.resolve(expandHome(word)));
			const found = statSync(real);
			if (!found.isDirectory() && !found.isFile()) throw new Error('it is a pipe, a socket or a device');
			const directory = found.isDirectory() ? real : path.dirname(real);
			accessSync(directory, constants.R_OK | constants.X_OK);
			if (!roots.includes(directory)) roots.push(directory);
		} catch (error) {
			failures.push(`xtui: cannot look under ${word}: ${describeError(error)}; ${remedyFor(words.length > 0)}`);
		}
	}
	return {roots: roots.filter(root => !roots.some(other => root.startsWith(`${other}/`))), failures};
}
