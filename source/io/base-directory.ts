import path from 'node:path';
import {homeDirectory} from './home.ts';

/**
 * The directory of this program by the XDG base directory specification, where a path that is not absolute is none.
 * @param variable of the environment, which says below what it lies
 * @param usual names below the home directory, where that says nothing
 */
export function baseDirectory(
	variable: 'XDG_CACHE_HOME' | 'XDG_CONFIG_HOME' | 'XDG_STATE_HOME',
	...usual: readonly string[]
): string {
	const given = process.env[variable] ?? '';
	return path.join(path.isAbsolute(given) ? given : path.join(homeDirectory(), ...usual), 'xtui');
}
