import path from 'node:path';
import {loadBundle} from '../io/code-cache.ts';

/** First file of the engine's thread: runs the engine's bundle beside it, with code compiled at an earlier start. */
loadBundle(path.join(__dirname, 'engine.cjs'));
