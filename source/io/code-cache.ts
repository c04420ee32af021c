import {createHash} from 'node:crypto';
import {mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import os from 'node:os';
import path from 'node:path';
import vm from 'node:vm';

const keptForMs = 30 * 86_400_000;

export interface LoadedCode {
	/** What the bundle exports. */
	exports: object;
	/** True where V8 took the compiled code of an earlier start. */
	fromCache: boolean;
	/** Keeps what has been compiled by now for the next start; call it when the program is warm. Fails silently. */
	keep(): void;
}

/** Where compiled code is kept: $XDG_CACHE_HOME/xtui, else ~/.cache/xtui. */
export function cacheDirectory(env: NodeJS.ProcessEnv = process.env): string {
	return path.join(env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'xtui');
}

/**
 * Runs a CommonJS bundle with the compiled code that an earlier start kept. Node does this by itself from version 22.1 on
 * (`module.enableCompileCache`), but for no worker; measured on Node 20, half of the time to the engine's first message was compiling. V8
 * compares only lengths, so the name of the kept file holds the bundle's size and time. It forgets how code out of a cache imports, so a
 * bundle may only require.
 * @param directory where compiled code is kept; an unusable one costs nothing but the gain
 */
export function runCached(file: string, directory: string): LoadedCode {
	const {size, mtimeMs} = statSync(file);
	const name = `${path.basename(file, '.cjs')}-${process.version}-${process.arch}-${size}-${Math.round(mtimeMs)}.bin`;
	const kept = path.join(directory, name);
	const cachedData = readKept(kept);
	// The bundle is ASCII: read as one byte a character it costs no decoding.
	const source = `(function(require,module,exports){${readFileSync(file, 'latin1')}\n})`;
	const script = new vm.Script(source, {filename: file, ...(cachedData && {cachedData})});
	const run = script.runInThisContext() as (require: NodeJS.Require, module: {exports: object}, exports: object) => void;
	const module: {exports: object} = {exports: {}};
	run(createRequire(file), module, module.exports);
	const fromCache = cachedData !== null && script.cachedDataRejected === false;
	return {
		exports: module.exports,
		fromCache,
		keep() {
			if (!fromCache) writeKept(directory, kept, script.createCachedData());
		},
	};
}

/** Long enough for everything that a start needs to have been compiled once. */
const warmAfterMs = 4000;

/**
 * Runs a bundle of this program, with code compiled at an earlier start or kept for the next one.
 * @returns what it exports
 */
export function loadBundle(file: string): object {
	const loaded = runCached(file, cacheDirectory());
	if (!loaded.fromCache) setTimeout(() => loaded.keep(), warmAfterMs).unref();
	return loaded.exports;
}

const digestOf = (data: Buffer) => createHash('sha1').update(data).digest();
const digestBytes = 20;

/** V8 trusts the bytes it is given, so they are kept behind their digest: a damaged disk must not become damaged code. */
function readKept(file: string): Buffer | null {
	try {
		const kept = readFileSync(file);
		const data = kept.subarray(digestBytes);
		return digestOf(data).equals(kept.subarray(0, digestBytes)) ? data : null;
	} catch {
		return null;
	}
}

/** Writes whole or not at all, and removes what was not used for a month. */
function writeKept(directory: string, file: string, data: Buffer): void {
	try {
		mkdirSync(directory, {recursive: true, mode: 0o700});
		const partial = `${file}.${process.pid}`;
		writeFileSync(partial, Buffer.concat([digestOf(data), data]), {mode: 0o600});
		renameSync(partial, file);
		for (const name of readdirSync(directory)) {
			const other = path.join(directory, name);
			if (name.endsWith('.bin') && Date.now() - statSync(other).mtimeMs > keptForMs) rmSync(other, {force: true});
		}
	} catch {
		// A read-only home: the next start compiles again.
	}
}
