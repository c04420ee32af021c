import assert from 'node:assert/strict';
import {cpSync, mkdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {scanOnce} from '../../../source/engine/headless.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {makeRoot} from '../live-session.ts';

const dirsUnder = (root: string) => [...scanOnce([root], nodeFiles, formats).registry.runs.values()].map(({dir}) => dir).sort();

function make(context: TestContext, texts: Record<string, string>): string {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	for (const [name, text] of Object.entries(texts)) {
		mkdirSync(path.dirname(path.join(root, name)), {recursive: true});
		writeFileSync(path.join(root, name), text);
	}
	return root;
}

const table = 'step\tloss\n0\t1.0\n1\t0.5\n';

test('a run of DVCLive in the directory of a project owns its plots, and no runs that lie beside them', context => {
	const root = make(context, {
		'metrics.json': '{"loss": 0.5, "step": 1}',
		'plots/metrics/loss.tsv': table,
		'lightning_logs/version_0/metrics.csv': 'epoch,loss,step\n0,1.0,0\n0,0.5,1\n',
		'lightning_logs/version_0/hparams.yaml': 'lr: 0.1\n',
		'other/dvclive/metrics.json': '{"loss": 0.5, "step": 1}',
		'other/dvclive/plots/metrics/loss.tsv': table,
	});
	cpSync('test/fixtures/xman/twins', path.join(root, 'xman'), {recursive: true});
	assert.deepEqual(dirsUnder(root), ['.', 'lightning_logs/version_0', 'other/dvclive', 'xman/group1/exp1', 'xman/group2/exp1']);
});

test('a project that is called after DVCLive is no run of it', context => {
	const root = make(context, {
		'dvclive-demo/metrics.json': '{"accuracy": 0.5}',
		'dvclive-demo/params.yaml': 'lr: 0.1\n',
		'dvclive-demo/train.py': '',
		'dvclive-demo/dvclive/metrics.json': '{"loss": 0.5, "step": 1}',
		'dvclive-demo/dvclive/plots/metrics/loss.tsv': table,
		'my-dvclive/metrics.json': '{}',
	});
	assert.deepEqual(dirsUnder(root), ['dvclive-demo/dvclive', 'my-dvclive']);
});
