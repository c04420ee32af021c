import assert from 'node:assert/strict';
import {test} from 'node:test';
import {optuna} from '../../../source/formats/optuna/index.ts';
import {Collected, readAll} from '../collect.ts';
import {loadFixture} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';

const path = '/optuna/study.db';

/** Files of which the database is written to each time that something of it is read. */
class BusyFiles extends MemoryFiles {
	isBusy = false;

	override readRange(file: string, offset: number, length: number): Uint8Array | null {
		const bytes = super.readRange(file, offset, length);
		if (this.isBusy && file === path) this.write(path, super.readWhole(path, 1e6)!, {inPlace: true});
		return bytes;
	}
}

test('a store that is written without a pause is shown as it was, which is said, and goes on once there is one', () => {
	const files = new BusyFiles();
	loadFixture('optuna', files).remove(`${path}-wal`);
	const claims = optuna.detect({path: '/optuna', entries: files.list('/optuna')}, files);
	const source = optuna.open(claims.find(claim => claim.path === path)!, files);
	const collected = new Collected();
	readAll(source, collected);
	const {size} = collected.runs;
	files.isBusy = true;
	assert.equal(source.read(collected, 1e6).more, true, 'it is tried again');
	assert.deepEqual(collected.problems, []);
	readAll(source, collected);
	assert.deepEqual(collected.problems, [{file: path, message: 'Written without a pause; shown as it was when it was read last'}]);
	assert.equal(collected.runs.size, size);
	files.isBusy = false;
	readAll(source, collected);
	assert.deepEqual(collected.problems, []);
});
