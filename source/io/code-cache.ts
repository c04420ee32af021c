import {readdirSync, readFileSync, rmSync, statSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import {cacheDirectory} from './cache-directory.ts';
import {dropOld} from './kept/kept-file.ts';
import {readSealed, writeSealed} from './kept/sealed-file.ts';

export interface LoadedCode {
	/** What the bundle exports. */
	exports: object;
	/** True where V8 took the compiled code of an earlier start. */
	fromCache: boolean;
	/** Keeps what has been compiled by now for the next start; call it when the program is warm. Fails silently. */
	keep(): void;
}

type Wrapper = (require: NodeJS.Require, module: {exports: object}, exports: object, filename: string, dirname: string) => void;

/**
 * Runs a CommonJS bundle with the compiled code that an earlier start kept. Node does this by itself from version 22.1 on
 * (`module.enableCompileCache`), but for no worker; measured on Node 20, half of the time to the engine's first message was compiling. V8
 * compares only lengths, so the name of the kept file holds the bundle's size and time. What was compiled when the program was built lies beside
 * it, in `compiled/`, and spares the first start. V8 forgets how code out of a cache imports, so a
 * bundle may only require.
 * @param directory where compiled code is kept; an unusable one costs nothing but the gain
 * @param part what of the bundle will be run, where that differs from start to start: each part keeps what it compiled
 */
export function runCached(file: string, directory: string, part = ''): LoadedCode {
	const {size, mtimeMs} = statSync(file);
	const family = `${path.basename(file, '.cjs')}${part && `-${part}`}-${process.version}-${process.arch}-`;
	const name = `${family}${size}-${Math.round(mtimeMs)}.bin`;
	const kept = path.join(directory, name);
	// V8 trusts the bytes that it is given.
	const cachedData = readSealed(path.join(path.dirname(file), 'compiled', name), true) ?? readSealed(kept);
	// The bundle is ASCII: read as one byte a character it costs no decoding.
	const source = `(function(require,module,exports,__filename,__dirname){${readFileSync(file, 'latin1')}\n})`;
	const script = new vm.Script(source, {filename: file, ...(cachedData && {cachedData})});
	const module: {exports: object} = {exports: {}};
	(script.runInThisContext() as Wrapper)(createRequire(file), module, module.exports, file, path.dirname(file));
	const fromCache = cachedData !== null && script.cachedDataRejected === false;
	let isKept = fromCache;
	return {
		exports: module.exports,
		fromCache,
		keep() {
			if (!isKept) writeKept(directory, kept, family, script.createCachedData());
			isKept = true;
		},
	};
}

/** Long enough for everything that a start needs to have been compiled once. */
const warmAfterMs = 4000;

/**
 * Runs a bundle of this program, with code compiled at an earlier start or kept for the next one: when it is warm, or when the process ends
 * before that.
 * @param part as for `runCached`
 * @returns what it exports
 */
export function loadBundle(file: string, part = ''): object {
	const loaded = runCached(file, cacheDirectory(), part);
	if (loaded.fromCache) return loaded.exports;
	const keep = () => loaded.keep();
	setTimeout(keep, warmAfterMs).unref();
	process.once('exit', keep);
	return loaded.exports;
}

/** Keeps compiled code, and removes what earlier builds of the same bundle kept, and what nobody renewed for a month. */
function writeKept(directory: string, file: string, family: string, data: Buffer): void {
	try {
		writeSealed(file, data);
		for (const name of readdirSync(directory)) {
			const isOlder = name.startsWith(family) && name.endsWith('.bin') && name !== path.basename(file);
			if (isOlder) rmSync(path.join(directory, name), {force: true});
		}
		dropOld(directory, name => name.endsWith('.bin'));
	} catch {
		// A read-only home: the next start compiles again.
	}
}
