import assert from 'node:assert/strict';
import {test} from 'node:test';
import {namesIn} from '../../source/formats/names-in.ts';
import {MemoryFiles} from './memory-files.ts';

/** Files of which the directory has a time, as on a disk. */
class TimedFiles extends MemoryFiles {
	changedAtMs = this.nowMs;
	listings = 0;

	override names(path: string) {
		this.listings++;
		return super.names(path);
	}

	override stat(path: string) {
		const stat = super.stat(path);
		return stat?.kind === 'directory' ? {...stat, modifiedAtMs: this.changedAtMs} : stat;
	}
}

test('lists a directory again only once something came or went in it', () => {
	const files = new TimedFiles();
	files.write('/runs/a.log', '').write('/runs/b.log', '');
	files.nowMs += 10_000;
	assert.deepEqual(namesIn('/runs', files), ['a.log', 'b.log']);
	namesIn('/runs', files);
	assert.equal(files.listings, 1);
	files.write('/runs/c.log', '');
	files.changedAtMs = files.nowMs;
	assert.deepEqual(namesIn('/runs', files), ['a.log', 'b.log', 'c.log']);
});

test('lists a directory again that may have changed since without another time', () => {
	const fresh = new TimedFiles();
	fresh.write('/runs/a.log', '');
	const timeless = new MemoryFiles().write('/runs/a.log', '');
	timeless.nowMs += 10_000;
	for (const files of [fresh, timeless]) {
		assert.deepEqual(namesIn('/runs', files), ['a.log']);
		files.write('/runs/b.log', '');
		assert.deepEqual(namesIn('/runs', files), ['a.log', 'b.log']);
	}
});

test('a directory that cannot be listed has no names', () => {
	assert.deepEqual(namesIn('/nowhere', new MemoryFiles()), []);
});
