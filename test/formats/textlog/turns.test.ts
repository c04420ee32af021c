import assert from 'node:assert/strict';
import {test} from 'node:test';
import {textlogFormat} from '../../../source/formats/textlog/index.ts';
import {Collected} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';

const line = (step: number) => `step ${step} loss ${(1 / step).toFixed(6)}${' '.repeat(100)}\n`;
const logOf = (lines: number) => Array.from({length: lines}, (_, i) => line(i + 1)).join('');
const turnBytes = 1024 * 1024;

/** Bytes and points after the first turn, and whether there is more. */
function readFirst(text: string) {
	const files = new MemoryFiles().write('/runs/a/train.log', text);
	const [claim] = textlogFormat.detect({path: '/runs/a', entries: files.list('/runs/a')}, files);
	const collected = new Collected();
	const {bytesRead, more} = textlogFormat.open(claim!, files).read(collected, turnBytes);
	return {bytesRead, more, points: collected.only.points('loss').length};
}

test('a log of much more than a turn shows its first values after less than one, as a line takes long; a shorter one is read at once', () => {
	const long = readFirst(logOf(20_000));
	assert.equal(long.more, true);
	assert.ok(long.bytesRead < turnBytes * 0.75, `${long.bytesRead} bytes`);
	assert.ok(long.points > 1000 && long.points < 10_000);
	assert.deepEqual([readFirst(logOf(5000)).more, readFirst(logOf(5000)).points], [false, 5000]);
});
