import assert from 'node:assert/strict';
import {mkdirSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {scanOnce} from '../../../source/engine/headless.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {noteOpened} from '../asleep/engine-lab.ts';
import {makeRoot} from '../live-session.ts';

const digest = '360008123b5ec15e4ef4b07c13cdd7190e3bab22';
const table = (name: string) => `step,${name}\n0,1\n1,0.5\n2,0.25\n`;

interface Places {
	/** A name in the run's directory that is a link to a table elsewhere. */
	link?: string;
	/** Where the Guild home is, below what is asked for. */
	home?: string;
	/** Of the Guild home, what is asked for. */
	asked?: string;
}

/** Metrics of a run of Guild with these files in its directory. */
function metricsOf(
	context: TestContext,
	manifest: string | null,
	texts: Record<string, string>,
	{link, home = '.', asked = '..'}: Places = {},
): string[] {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const run = path.join(root, home, 'runs/0123456789abcdef0123456789abcdef');
	const all = {
		...texts,
		'.guild/opref': "script:/proj '' '' train.py",
		'.guild/attrs/id': path.basename(run),
		'.guild/attrs/flags': 'lr: 0.1\n',
		...(manifest !== null && {'.guild/manifest': manifest}),
	};
	for (const [name, text] of Object.entries(all)) {
		mkdirSync(path.dirname(path.join(run, name)), {recursive: true});
		writeFileSync(path.join(run, name), text);
	}
	if (link !== undefined) {
		writeFileSync(path.join(root, 'linked'), table('linked'));
		symlinkSync(path.join(root, 'linked'), path.join(run, link));
	}
	const found = [...scanOnce([asked === '..' ? root : path.join(root, home, asked)], nodeFiles, formats).registry.runs.values()];
	assert.equal(found.length, 1);
	assert.equal(found[0]!.format, 'guild');
	assert.deepEqual(found[0]!.facts.config, {lr: 0.1}, 'a settings file beside the table is source code or data');
	return [...found[0]!.metrics.keys()].sort();
}

test('tables of metrics that a program wrote in the directory of its Guild run belong to the run', context => {
	const written = {
		'metrics.csv': table('loss'),
		'log.jsonl': '{"step":0,"acc":0.1}\n{"step":1,"acc":0.2}\n',
		'config.yaml': 'depth: 3\n',
	};
	assert.deepEqual(metricsOf(context, `s train.py ${digest} train.py\n`, written), ['acc', 'loss']);
});

test('what a program wrote in its run is read wherever the Guild home lies, and what is foreign below the run is not', context => {
	const written = {
		'metrics.csv': table('loss'),
		'training.log': 'epoch,accuracy,val_loss\n0,0.1,2\n1,0.2,1\n',
		'results/progress.csv': table('reward'),
		'.guild/cache/metrics.csv': table('kept'),
		'venv/lib/metrics.csv': table('packaged'),
		'results/.neptune/metrics.csv': table('sent'),
	};
	for (const home of ['.guild', 'venv/.guild', 'site-packages/home', '.venv/.guild'])
		for (const asked of ['..', '.', 'runs', 'runs/0123456789abcdef0123456789abcdef']) {
			if (asked === '..' && home.startsWith('site-packages')) continue;
			assert.deepEqual(
				metricsOf(context, '', written, {home, asked}),
				['accuracy', 'loss', 'reward', 'val_loss'],
				`${home}/${asked}`,
			);
		}
});

test('data that a Guild run was given is none of its metrics: copies are in the manifest, the rest are links', context => {
	const given = {'history.csv': table('copied'), 'train log.csv': table('quoted'), 'sourcecode/metrics.csv': table('old')};
	const manifest = `d history.csv - file:/data/history.csv\nd 'train log.csv' ${digest} 'file:/data/train log.csv'\n`;
	assert.deepEqual(metricsOf(context, manifest, given, {link: 'metrics.csv'}), []);
	assert.deepEqual(metricsOf(context, null, {'metrics.csv': table('unknown')}), [], 'without a manifest nobody knows');
	assert.deepEqual(
		metricsOf(context, '', {'predictions.csv': table('score'), 'data.csv': table('x1')}),
		[],
		'a name that data may have',
	);
});

test('the manifest of a run with a table and folders is read once, and again where it has changed', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const run = path.join(root, 'runs/0123456789abcdef0123456789abcdef');
	mkdirSync(path.join(run, '.guild'), {recursive: true});
	mkdirSync(path.join(run, 'out'));
	writeFileSync(path.join(run, '.guild/opref'), "script:/proj '' '' train.py");
	writeFileSync(path.join(run, '.guild/manifest'), '');
	writeFileSync(path.join(run, 'metrics.csv'), table('loss'));
	const {files} = noteOpened();
	const read: string[] = [];
	const noting = {
		...files,
		readWhole: (file: string, most: number) => {
			read.push(path.basename(file));
			return files.readWhole(file, most);
		},
	};
	const scan = () => [...[...scanOnce([root], noting, formats).registry.runs.values()][0]!.metrics.keys()];
	assert.deepEqual(scan(), ['loss']);
	assert.equal(read.filter(name => name === 'manifest').length, 1);
	writeFileSync(path.join(run, '.guild/manifest'), `d metrics.csv ${digest} file:/data/metrics.csv\n`);
	assert.deepEqual(scan(), []);
});
