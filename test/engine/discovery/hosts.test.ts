import assert from 'node:assert/strict';
import {cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {scanOnce} from '../../../source/engine/headless.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {zipOf} from '../../encodings/zip-writer.ts';
import {makeRoot, startSession} from '../live-session.ts';

const guildId = '0123456789abcdef0123456789abcdef';
const gageId = '01234567-89ab-4cde-8f01-23456789abcd';
const digest = '360008123b5ec15e4ef4b07c13cdd7190e3bab22';
const table = (name: string) => `step,${name}\n0,1\n1,0.5\n2,0.25\n`;

function makeTree(context: TestContext, texts: Record<string, string>): string {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	write(root, texts);
	return root;
}

function write(root: string, texts: Record<string, string>): void {
	for (const [name, text] of Object.entries(texts)) {
		mkdirSync(path.dirname(path.join(root, name)), {recursive: true});
		writeFileSync(path.join(root, name), text);
	}
}

function scan(root: string) {
	const runs = [...scanOnce([root], nodeFiles, formats).registry.runs.values()];
	return runs.map(run => ({
		dir: run.dir,
		formats: run.formats.sort().join(),
		metrics: [...run.metrics.keys()].sort().join(),
		status: run.judgement.status,
		config: run.facts.config,
		marks: run.facts.marks.join(),
		parent: run.facts.parent ?? run.parentId,
	}));
}

const guildRun = (at: string, manifest = '') => ({
	[`${at}/.guild/opref`]: "script:/proj '' '' train.py",
	[`${at}/.guild/attrs/id`]: path.basename(at),
	[`${at}/.guild/attrs/exit_status`]: '0',
	[`${at}/.guild/manifest`]: manifest,
});

const gageRun = (at: string, manifest = '') => ({
	[`${at}.meta/opref`]: '2 - train',
	[`${at}.meta/id`]: path.basename(at),
	[`${at}.meta/__schema__`]: '1',
	[`${at}.meta/started`]: '1764204000000000',
	[`${at}.meta/proc/exit`]: '0',
	[`${at}.meta/manifest`]: manifest,
});

const lightning = (at: string) => ({
	[`${at}/lightning_logs/version_0/metrics.csv`]: 'epoch,step,train_loss\n0,0,1.0\n0,1,0.5\n',
	[`${at}/lightning_logs/version_0/hparams.yaml`]: 'lr: 0.1\n',
});

const both = {
	guild: {at: `runs/${guildId}`, dir: `runs/${guildId}`, make: guildRun, mark: 's'},
	gage: {at: `runs/${gageId}`, dir: `runs/${gageId}.meta`, make: gageRun, mark: 's'},
};

for (const [format, {at, dir, make}] of Object.entries(both)) {
	test(`what other trackers wrote anywhere in the directory of a run of ${format} adds to it`, context => {
		const root = makeTree(context, {...make(at), ...lightning(`${at}/out`), [`${at}/metrics.csv`]: table('loss')});
		cpSync('test/fixtures/wandb/values', path.join(root, at, 'deep/wandb'), {recursive: true});
		const [only, ...others] = scan(root);
		assert.deepEqual(others, []);
		assert.equal(only!.dir, dir);
		assert.match(only!.metrics, /\bloss\b.*\btrain_loss\b/);
		assert.match(only!.formats, new RegExp(`csv,${format},lightning(?:-csv)?,wandb`));
	});

	test(`source code, data and links in the directory of a run of ${format} are none of its metrics`, context => {
		const manifest = [`s src/metrics.csv ${digest.padEnd(64, '0').slice(0, format === 'guild' ? 40 : 64)} src/metrics.csv`];
		const lines = format === 'guild' ? manifest : manifest.map(line => line.replace(/^s (\S+) (\S+) .*/, 's $2 $1'));
		const root = makeTree(context, {
			...make(at, `${lines.join('\n')}\n`),
			[`${at}/src/metrics.csv`]: table('given'),
			[`${at}/src/predictions.csv`]: table('x1'),
			'elsewhere/run/notes.txt': '',
			...lightning('elsewhere/run'),
		});
		symlinkSync(path.join(root, 'elsewhere/run'), path.join(root, at, 'linked'));
		const found = scan(root);
		assert.deepEqual(
			found.map(run => run.dir),
			[dir, 'elsewhere/run/lightning_logs/version_0'],
		);
		assert.equal(found[0]!.metrics, '');
	});
}

for (const [format, {at, make}] of Object.entries(both)) {
	test(`tables of a training in folders of a run of ${format} are its metrics, those among data and source code are not`, context => {
		const root = makeTree(context, {
			...make(at),
			[`${at}/out/metrics.csv`]: table('loss'),
			[`${at}/out/eval/metrics.csv`]: table('loss'),
			[`${at}/logs/fold_1/train_log.jsonl`]: '{"step":0,"acc":0.1}\n{"step":1,"acc":0.2}\n',
			[`${at}/out/config.yaml`]: 'depth: 3\n',
			[`${at}/out/predictions.csv`]: table('score'),
			[`${at}/data/metrics.csv`]: table('a'),
			[`${at}/raw_data/part/metrics.csv`]: table('b'),
			[`${at}/sourcecode/out/metrics.csv`]: table('c'),
			[`${at}/clone/setup.py`]: '',
			[`${at}/clone/out/metrics.csv`]: table('d'),
			[`${at}/env/pyvenv.cfg`]: '',
			[`${at}/env/share/metrics.csv`]: table('e'),
			[`${at}/.guild/sourcecode/metrics.csv`]: table('f'),
		});
		const [only, ...others] = scan(root);
		assert.deepEqual(others, []);
		assert.equal(only!.metrics, 'acc,loss,out/eval/loss');
		assert.equal(only!.formats, `csv,${format},jsonl`);
		assert.deepEqual(only!.config, {}, 'a settings file beside a table may be anything');
	});
}

const lines = (name: string) => `{"step":0,"${name}":0.5}\n{"step":1,"${name}":0.25}\n`;

for (const [format, {at, make}] of Object.entries(both)) {
	test(`tables of a run of ${format} that are named as data may be count where their columns are those of a training`, context => {
		const root = makeTree(context, {
			...make(at),
			[`${at}/fold1/training.csv`]: table('loss'),
			[`${at}/fold2/training.csv`]: table('loss'),
			[`${at}/logs/train.jsonl`]: lines('nll'),
			[`${at}/logs/eval.jsonl`]: lines('nll'),
			[`${at}/out/train.csv`]: 'sepal,petal,label\n1,2,0\n3,4,1\n',
			[`${at}/out/test.csv`]: table('score'),
			[`${at}/out/eval.jsonl`]: '{"question":1,"score":0.5}\n{"question":2,"score":0.1}\n',
			[`${at}/data/training.csv`]: table('loss'),
			[`${at}/gen/train.csv`]: 'id,step,loss\n0,0,0\n1,1,1\n2,0,2\n',
			[`${at}/gen/test.jsonl`]: '{"sample_id":0,"step":0,"loss":1}\n{"sample_id":1,"step":1,"loss":2}\n',
			[`${at}/out/train_images.csv`]: table('loss'),
		});
		const [only, ...others] = scan(root);
		assert.deepEqual(others, []);
		assert.equal(only!.metrics, 'eval/nll,fold2/loss,loss,nll');
	});
}

test('a table of an evaluation right in the directory of a run does not stand in for its training', context => {
	const at = `runs/${guildId}`;
	const root = makeTree(context, {
		...guildRun(at),
		[`${at}/.guild/output`]: 'step: 0\nloss: 9\n',
		[`${at}/eval.jsonl`]: lines('loss'),
		[`${at}/training.csv`]: table('nll'),
		[`${at}/test.jsonl`]: lines('nll'),
	});
	const [run] = scanOnce([root], nodeFiles, formats).registry.runs.values();
	const lastOf = (name: string) => run!.metrics.get(name)?.lastValue;
	assert.deepEqual([lastOf('loss'), lastOf('eval/loss'), lastOf('nll')], [9, 0.25, 0.25]);
	assert.equal(run!.metrics.get('nll')!.length, 3);
});

test('without a manifest nobody knows which tables in the folders of a run were given to it', context => {
	const at = `runs/${guildId}`;
	const root = makeTree(context, {...guildRun(at), [`${at}/out/metrics.csv`]: table('loss')});
	rmSync(path.join(root, at, '.guild/manifest'));
	assert.equal(scan(root)[0]!.metrics, '');
});

test('a table of an evaluation does not stand in for what the run has of its training', context => {
	const at = `runs/${guildId}`;
	const root = makeTree(context, {...guildRun(at), [`${at}/eval/metrics.csv`]: table('loss')});
	write(root, {[`${at}/.guild/output`]: 'step: 0\nloss: 9\nstep: 1\nloss: 8\n'});
	const [run] = scanOnce([root], nodeFiles, formats).registry.runs.values();
	const lastOf = (name: string) => run!.metrics.get(name)!.values.slice(0, run!.metrics.get(name)!.length).at(-1);
	assert.deepEqual([lastOf('loss'), lastOf('eval/loss')], [8, 0.25]);
});

test('what Guild took from the output is there beside a curve that another tracker has more of', context => {
	const at = `runs/${guildId}`;
	const rows = [0, 1, 2, 3, 4, 5, 6].map(step => `0,${step},${7 - step}\n`).join('');
	const root = makeTree(context, {
		...guildRun(at),
		[`${at}/.guild/output`]: 'loss: 7 (step 0)\nloss: 6.5 (step 1)\n',
		[`${at}/lightning_logs/version_0/metrics.csv`]: `epoch,step,loss\n${rows}`,
		[`${at}/lightning_logs/version_0/hparams.yaml`]: 'lr: 0.1\n',
	});
	const [run] = scanOnce([root], nodeFiles, formats).registry.runs.values();
	const lengths = ['loss', '.guild#loss'].map(name => run!.metrics.get(name)?.length);
	assert.deepEqual(lengths, [7, 2]);
});

/** A job of Hydra's and what it has logged of this many epochs. */
const hydraJob = (at: string, epochs: number, lr: number) => ({
	[`${at}/.hydra/config.yaml`]: `lr: ${lr}\n`,
	[`${at}/.hydra/hydra.yaml`]: 'hydra:\n  job:\n    name: train\n',
	[`${at}/.hydra/overrides.yaml`]: `- lr=${lr}\n`,
	[`${at}/train.log`]: loggedBy(epochs, lr),
});
const loggedBy = (epochs: number, lr: number) =>
	Array.from({length: epochs}, (_, i) => `[2026-11-27 16:18:2${i},606][__main__][INFO] - epoch ${i} loss ${lr + i}\n`).join('');

function pointsOf(root: string) {
	const runs = [...scanOnce([root], nodeFiles, formats).registry.runs.values()];
	return runs.map(run => Object.fromEntries([...run.metrics].map(([name, {length, lastStep}]) => [name, [length, lastStep]])));
}

test('the log of a job of Hydra goes on where Guild, which read the same lines, was killed', context => {
	const at = `runs/${guildId}`;
	const job = hydraJob(`${at}/outputs/2026-11-27/16-18-23`, 8, 1);
	const killed = makeTree(context, {...guildRun(at), [`${at}/.guild/output`]: loggedBy(5, 1), ...job});
	assert.deepEqual(pointsOf(killed), [{loss: [8, 7], '.guild#loss': [5, 4]}]);
	const whole = makeTree(context, {...guildRun(at), [`${at}/.guild/output`]: loggedBy(8, 1), ...job});
	assert.deepEqual(pointsOf(whole), [{loss: [8, 7]}], 'the same lines count once');
	const silent = makeTree(context, {...guildRun(at), [`${at}/.guild/output`]: 'done\n', ...job});
	assert.deepEqual(pointsOf(silent), [{loss: [8, 7]}]);
});

test('the jobs of a sweep of Hydra have their logs each, and what its launcher says of them is no metric', context => {
	const at = `runs/${guildId}`;
	const root = makeTree(context, {
		...guildRun(at),
		[`${at}/.guild/output`]: [1, 2]
			.map(lr => `[2026-11-27 16:11:42,300][HYDRA] \t#${lr - 1} : lr=${lr}\n${loggedBy(3, lr)}`)
			.join(''),
		...hydraJob(`${at}/multirun/0`, 3, 1),
		...hydraJob(`${at}/multirun/1`, 3, 2),
	});
	const [whole, ...jobs] = pointsOf(root);
	assert.deepEqual([Object.keys(whole!), jobs], [['loss'], [{loss: [3, 2]}, {loss: [3, 2]}]]);
});

test('runs in the directory of one that was deleted or archived are so with it', context => {
	const wandb = {recursive: true} as const;
	const trashed = `trash/runs/${guildId}`;
	const gageMoves = (container: string) => ({[`runs/${gageId}.move/01a1fbb0-6955-4063-9f6c-ad35d0004283-${container}`]: ''});
	const root = makeTree(context, {...guildRun(trashed), ...gageRun(`runs/${gageId}`), ...gageMoves('trash')});
	for (const at of [trashed, `runs/${gageId}`]) {
		cpSync('test/fixtures/wandb/values', path.join(root, at, 'wandb'), wandb);
		cpSync('test/fixtures/wandb/nonfinite', path.join(root, at, 'wandb'), wandb);
	}
	const standings = () => scan(root).map(({formats: by, status, marks, parent}) => [by, status, marks, parent === null]);
	const parts = (id: string, status: string, marks = '') => [
		[id, status, marks, true],
		['wandb', status, marks, false],
		['wandb', status, marks, false],
	];
	assert.deepEqual(standings(), [...parts('gage', 'deleted'), ...parts('guild', 'deleted')].sort());
	rmSync(path.join(root, 'trash'), {recursive: true});
	rmSync(path.join(root, `runs/${gageId}.move`), {recursive: true});
	write(root, gageMoves('64020297-c2d1-4e7c-9e7c-2e78bfe6837a'));
	assert.deepEqual(standings(), parts('gage', 'finished', 'archived'));
});

test('a whole project in the directory of a run is looked through so far and no further', context => {
	const at = `runs/${guildId}`;
	const deep = (levels: number) => Array.from({length: levels}, (_, i) => `d${i}`).join('/');
	const root = makeTree(context, {...guildRun(at), ...lightning(`${at}/${deep(8)}`)});
	assert.equal(scan(root)[0]!.metrics, 'epoch,train_loss');
	const far = makeTree(context, {...guildRun(at), ...lightning(`${at}/${deep(45)}`)});
	const {registry, problems} = scanOnce([far], nodeFiles, formats);
	assert.deepEqual([[...registry.runs.values()].map(run => run.metrics.size), problems], [[0], []]);
});

test('what adds to a living run of Gage goes on to do so when its meta becomes an archive', async context => {
	const at = `runs/${gageId}`;
	const session = startSession();
	context.after(() => session.close());
	write(session.root, {...gageRun(at), ...lightning(at)});
	const shown = () => [...session.rows.values()].map(({dir, formats: by}) => `${dir} ${by.join()}`).join();
	await session.until('the run', () => shown() === `${at}.meta gage,lightning-csv`);
	const members = {opref: '2 - train', id: gageId, __schema__: '1', started: '1764204000000000', 'proc/exit': '0', manifest: ''};
	writeFileSync(path.join(session.root, `${at}.meta.zip`), zipOf(members));
	rmSync(path.join(session.root, `${at}.meta`), {recursive: true});
	await session.until('the archive', () => shown() === `${at}.meta.zip gage,lightning-csv`);
});
