import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Collected, readAll} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';
import {directory, exit, logOf, logPath, openLog, readFiles, row, run} from './logs.ts';

const summaryPath = `${directory}/files/wandb-summary.json`;
const rows = [row(0, {loss: 3, acc: 0.5}), row(1, {loss: 2})];
const newer = '{"loss": 1.25, "acc": 0.5, "best": {"acc": 0.75}, "_step": 7, "_timestamp": 1772360000.5}';

/** A run whose last rows are in the summary alone; for so many minutes nothing was written. */
function killed(summary = newer, silentMinutes = 60): MemoryFiles {
	const files = new MemoryFiles().write(logPath, logOf(run(), ...rows)).write(summaryPath, summary);
	files.nowMs += silentMinutes * 60_000;
	return files;
}

const pointsOf = ({metrics}: ReturnType<typeof readFiles>, name: string): [number, number][] => {
	const {steps, values, length} = metrics.get(name)!;
	return Array.from({length}, (_, at) => [steps.at(at), values.at(at)]);
};

test('the newest values of a killed run are those of its summary where that was written later than its log', () => {
	const read = readFiles(killed());
	assert.deepEqual(pointsOf(read, 'loss').at(-1), [7, 1.25]);
	assert.deepEqual(pointsOf(read, 'acc'), [[0, 0.5]], 'what has not changed may not have been logged again');
	assert.equal(pointsOf(read, 'best.acc')[0]?.[1], 0.75);
	assert.equal(read.learnt.summary?.loss, 1.25);
	assert.equal(read.learnt.lastSignMs, 1_772_360_000_500);
});

test('the log alone counts where it has all, and where the run may go on', () => {
	assert.equal(pointsOf(readFiles(killed(newer.replace('"_step": 7', '"_step": 1'))), 'loss').length, 2);
	assert.equal(pointsOf(readFiles(killed(newer, 2)), 'loss').length, 2);
	const ended = killed().write(logPath, logOf(run(), ...rows, exit(0)));
	ended.nowMs += 3_600_000;
	assert.equal(pointsOf(readFiles(ended), 'loss').length, 2);
});

test('a run that goes on after all has the rows of its log again', () => {
	const files = killed();
	const source = openLog(files);
	const collected = new Collected();
	readAll(source, collected);
	files.write(logPath, logOf(run(), ...rows, row(2, {loss: 1.5}), row(9, {loss: 1})), {inPlace: true});
	readAll(source, collected);
	const {steps, length} = collected.only.metrics.get('loss')!;
	assert.deepEqual(
		Array.from({length}, (_, at) => steps.at(at)),
		[0, 1, 2, 9],
	);
	assert.equal(collected.only.metrics.has('best.acc'), false, 'what the summary alone had is of then');
});

test('they are shown as soon as its log has been silent for long enough, and not kept without them before', () => {
	const files = killed(newer, 2);
	const source = openLog(files);
	const collected = new Collected();
	readAll(source, collected);
	const turnsAtMs = source.turnsAtMs!();
	assert.ok(turnsAtMs !== null && turnsAtMs > files.nowMs);
	files.nowMs = turnsAtMs;
	readAll(source, collected);
	assert.deepEqual(pointsOf(collected.only, 'loss').at(-1), [7, 1.25]);
	assert.equal(source.turnsAtMs!(), null);
	const ended = new MemoryFiles().write(logPath, logOf(run(), ...rows, exit(0))).write(summaryPath, newer);
	const over = openLog(ended);
	readAll(over, new Collected());
	assert.equal(over.turnsAtMs!(), null);
});
