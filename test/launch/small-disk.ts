import {spawnSync} from 'node:child_process';
import {mkdirSync} from 'node:fs';
import type {TestContext} from 'node:test';
import type {Place} from './program.ts';

/**
 * Puts a disk of its own, of a size, at a path; gone after the test.
 * @returns false where that is not allowed here, which skips the test with the reason
 */
export function mountSmall(context: TestContext, place: Place, at: string, bytes: number): boolean {
	mkdirSync(at, {recursive: true});
	const {status, stderr, error} = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', at], {encoding: 'utf8'});
	if (status !== 0) {
		context.skip(`no disk can be mounted here: ${error?.message ?? stderr.trim()}`);
		return false;
	}
	// Lazily: what was killed a moment ago may still hold a file.
	place.closing.push(() => spawnSync('umount', ['--lazy', at]));
	return true;
}
