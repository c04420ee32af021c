import path from 'node:path';
import {cacheDirectory, runCached} from '../io/code-cache.ts';

/** Long enough for everything that a start needs to have been compiled once. */
const warmAfterMs = 4000;

/** First file of the engine's thread: runs the engine's bundle beside it, with code compiled at an earlier start. */
const loaded = runCached(path.join(__dirname, 'engine.cjs'), cacheDirectory());
if (!loaded.fromCache) setTimeout(() => loaded.keep(), warmAfterMs).unref();
