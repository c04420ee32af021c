import assert from 'node:assert/strict';
import {test} from 'node:test';
import {areLastWords} from '../../../../../source/engine/folding/logged/evidence/last-words.ts';
import {Layer} from '../../../../../source/engine/model/layer.ts';
import {makeRow} from '../../../../../source/engine/model/row.ts';
import {beganMs, Tree} from '../tree.ts';

const died = 'Traceback (most recent call last):\n  File "fit.py", line 8, in <module>\nRuntimeError: too warm\n';

test('a traceback in a file of its own is how the run of a table failed that was written until then', context => {
	const nowS = (Date.now() - beganMs) / 1000;
	const rows = (place: string, table: string, atS: number) => {
		const tree = new Tree(context).write('err.txt', died, atS + 1).write(place, table, atS);
		return [...tree.scan().registry.runs.values()].map(makeRow).map(row => `${row.formats.join('+')} ${row.status} ${row.error}`);
	};
	for (const [place, table, format] of [
		['lightning_logs/version_0/metrics.csv', 'epoch,step,train_loss\n0,9,0.75\n1,19,0.5\n', 'lightning-csv'],
		['dvclive/plots/metrics/loss.tsv', 'step\tloss\n0\t0.75\n1\t0.5\n', 'dvclive'],
	] as const) {
		assert.deepEqual(rows(place, table, nowS + 30), [`${format}+textlog failed RuntimeError: too warm`]);
		assert.equal(rows(place, table, nowS).length, 2, 'files that were made at once are a copy');
		assert.equal(rows(place, table, nowS - 3600).length, 2, 'and so are those that are newer than what they hold');
	}
});

test('the file of a traceback was opened before the table of its run, and written just behind its last row', () => {
	const [bornMs, lastMs] = [1_000_000, 5_000_000];
	const layer = (format: string, bornAtMs: number, modifiedAtMs: number) =>
		Object.assign(new Layer(format, 1, ''), {bornAtMs, modifiedAtMs});
	const tracked = layer('lightning-csv', bornMs, lastMs);
	const fits = (log: [bornAtMs: number, modifiedAtMs: number], of = tracked) => {
		const printed = layer('textlog', ...log);
		printed.facts({outcome: {status: 'failed', why: 'traceback in err.txt'}});
		return areLastWords(printed, of);
	};
	assert.ok(fits([bornMs - 9000, lastMs + 200]));
	assert.ok(!fits([lastMs + 100, lastMs + 200]), 'of a program that was started later');
	assert.ok(!fits([bornMs - 9000, lastMs + 90_000]), 'long after it');
	assert.ok(!fits([bornMs - 9000, lastMs - 90_000]), 'the run went on');
	assert.ok(!fits([0, lastMs + 200]), 'nobody knows when it was opened');
	assert.ok(!fits([bornMs - 9000, lastMs + 200], layer('lightning-csv', 0, lastMs)));
});
