import os from 'node:os';
import path from 'node:path';

/** Where what can be made anew is kept: $XDG_CACHE_HOME/xtui, else ~/.cache/xtui. */
export function cacheDirectory(env: NodeJS.ProcessEnv = process.env): string {
	return path.join(env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'xtui');
}
