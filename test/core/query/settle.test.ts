import assert from 'node:assert/strict';
import {test} from 'node:test';
import {compileQuery, runQuery} from '../../../source/core/query/compile/compile.ts';
import {settleQuery} from '../../../source/core/query/complete/settle.ts';
import {makeRow, nowMs} from './rows.ts';

const rows = [
	makeRow({name: 'resnet', status: 'finished', metrics: {'train/loss': 0.2}}),
	makeRow({name: 'vit', status: 'finished', metrics: {'train/loss': 0.5}}),
	makeRow({name: 'stay', status: 'running', metrics: {'train/loss': 0.1}}),
];
const settle = (marked: string): string => settleQuery(marked.replace('▏', ''), marked.indexOf('▏'), {rows}, nowMs);

test('a word that begins a field and is in no run waits for the rest', () => {
	assert.equal(settle('status:running lo▏'), 'status:running');
	assert.equal(settle('res or lo▏'), 'res');
	assert.equal(settle('res and not los▏'), 'res');
	assert.equal(settle('res -ho▏'), 'res');
	assert.equal(settle('so▏'), '');
});

test('a word that names runs, or nothing known, is asked for at once', () => {
	for (const marked of ['sta▏', 'xyz▏', 'res loss<▏', 'lo▏ x y'.replace('lo', 'zz'), '"lo"▏'])
		assert.equal(settle(marked), marked.replace('▏', ''));
});

test('at each key of loss<0.3 status:finished the list is never emptied on the way', () => {
	const whole = 'loss<0.3 status:finished';
	let shown = rows.length;
	for (let length = 1; length <= whole.length; length++) {
		const text = settleQuery(whole.slice(0, length), length, {rows}, nowMs);
		const compiled = compileQuery(text, {rows});
		if (compiled.ok) shown = runQuery(compiled.query, rows, nowMs).length;
		// `loss<0` on the way to `loss<0.3` is a whole query that no run meets.
		if (!/loss<0\.?$/.test(text)) assert.ok(shown > 0, whole.slice(0, length));
	}
	assert.equal(shown, 1);
});

test('every example of the documentation is a query, and prints as one', () => {
	const examples = [
		'resnet',
		'status:running',
		'status=running,failed',
		'-status:finished',
		'lr<1e-3',
		'1e-4<=lr<1e-2',
		'loss<0.3 status:finished',
		'loss.min<0.3 or acc>0.8',
		'(status:failed or status:crashed) and age<2h',
		'not tag:bad',
		'tag:baseline seed=1',
		'has:val/acc',
		'-has:val/acc',
		'loss=nan',
		'loss.nan>0',
		'optim.name=adam',
		'cfg.optim.name:adam',
		'name:vit-*',
		'name~"seed[0-9]$"',
		'eta<30m',
		'silent>10m status:stalled',
		'runtime:1h..3h',
		'"mfu(%)">40',
		'loss@500<0.6',
		'bs:32,64 seed!=1',
		'"paper table"',
		'step>=1k',
		'host=n1 | format:tfevents',
		'lr>=1e-3 sort:-acc group:cfg.bs limit:10',
		'started>=today',
		'started:2026-11-01..2026-11-07',
		'format:wandb,tfevents show:lr,loss.min,acc',
		'group:lr,bs sort:-acc.max',
	];
	for (const example of examples) {
		const compiled = compileQuery(example, {rows: []});
		assert.ok(compiled.ok, `${example}: ${compiled.ok ? '' : compiled.error.message}`);
		assert.deepEqual(
			compiled.query.warnings.filter(({message}) => !/step/.test(message)),
			[],
			example,
		);
	}
});
