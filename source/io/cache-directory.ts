import {baseDirectory} from './base-directory.ts';

/** Where what can be made anew is kept: $XDG_CACHE_HOME/xtui, else ~/.cache/xtui. */
export const cacheDirectory = (): string => baseDirectory('XDG_CACHE_HOME', '.cache');
