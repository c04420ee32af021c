import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {
	appendFileSync,
	cpSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {scanOnce} from '../../../source/engine/headless.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {makeRoot, startSession} from '../live-session.ts';

const guildId = '0123456789abcdef0123456789abcdef';
const gageId = '01234567-89ab-4cde-8f01-23456789abcd';
const fixtures = path.resolve('test/fixtures');

interface Hosting {
	/** The directory in which the program works. */
	work: string;
	record: Record<string, string>;
	manifest: string;
	lineOf: (file: string, bytes: Buffer) => string;
}

const sum = (algorithm: string, bytes: Buffer) => createHash(algorithm).update(bytes).digest('hex');

const hosts: Record<string, Hosting> = {
	guild: {
		work: `runs/${guildId}`,
		record: {
			[`runs/${guildId}/.guild/opref`]: "script:/proj '' '' train.py",
			[`runs/${guildId}/.guild/attrs/id`]: guildId,
			[`runs/${guildId}/.guild/attrs/exit_status`]: '0',
			[`runs/${guildId}/.guild/output`]: 'loss: 0.5\n',
		},
		manifest: `runs/${guildId}/.guild/manifest`,
		lineOf: (file, bytes) => `s ${file} ${sum('sha1', bytes)} ${file}`,
	},
	gage: {
		work: `runs/${gageId}`,
		record: {
			[`runs/${gageId}.meta/opref`]: '2 - train',
			[`runs/${gageId}.meta/id`]: gageId,
			[`runs/${gageId}.meta/__schema__`]: '1',
			[`runs/${gageId}.meta/started`]: '1764204000000000',
			[`runs/${gageId}.meta/proc/exit`]: '0',
		},
		manifest: `runs/${gageId}.meta/manifest`,
		lineOf: (file, bytes) => `s ${sum('sha256', bytes)} ${file}`,
	},
};

function write(root: string, texts: Record<string, string>): void {
	for (const [name, text] of Object.entries(texts)) {
		mkdirSync(path.dirname(path.join(root, name)), {recursive: true});
		writeFileSync(path.join(root, name), text);
	}
}

/** A run in whose directory everything that `give` puts there is in its manifest. */
function makeRun(root: string, {work, record, manifest, lineOf}: Hosting, give: (at: string) => void): string {
	const at = path.join(root, work);
	mkdirSync(at, {recursive: true});
	give(at);
	const given = readdirSync(at, {recursive: true, withFileTypes: true})
		.filter(entry => entry.isFile())
		.map(entry => path.join(entry.parentPath, entry.name));
	const lines = given.map(file => lineOf(path.relative(at, file), readFileSync(file)));
	write(root, {...record, [manifest]: `${lines.join('\n')}\n`});
	return at;
}

function rootOf(context: TestContext): string {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	return root;
}

const scan = (root: string) =>
	[...scanOnce([root], nodeFiles, formats).registry.runs.values()].map(run => ({
		formats: run.formats.sort().join(),
		metrics: [...run.metrics.keys()].sort().join(),
		config: run.facts.config,
		progress: run.facts.progress?.step ?? null,
	}));

const copyFixture = (name: string, to: string) => cpSync(path.join(fixtures, name), to, {recursive: true});

/** Runs of other trackers as they lie in a project. */
const trackers: Record<string, (at: string) => void> = {
	mlflow: at => copyFixture('mlflow/mlruns', path.join(at, 'mlruns')),
	'mlflow, further down': at => copyFixture('mlflow/mlruns', path.join(at, 'prior/mlruns')),
	dvclive: at => copyFixture('dvclive/ok/dvclive', path.join(at, 'dvclive')),
	'hf-trainer': at => copyFixture('hf-trainer/finished', path.join(at, 'out')),
	lightning: at =>
		write(at, {
			'lightning_logs/version_0/metrics.csv': 'epoch,step,a\n0,0,1\n0,1,2\n',
			'lightning_logs/version_0/hparams.yaml': 'k: 1\n',
		}),
	// Of a log no source code is made, as it is no text.
	wandb: at =>
		write(at, {
			'wandb/run-20261127_161320-myit4ke0/files/output.log': 'x\n',
			'wandb/run-20261127_161320-myit4ke0/logs/debug.log': '',
		}),
	'loose tables': at => write(at, {'logs/metrics.csv': 'step,a\n0,1\n1,2\n', 'metrics.csv': 'step,b\n0,1\n1,2\n'}),
};

for (const [host, hosting] of Object.entries(hosts)) {
	for (const [name, give] of Object.entries(trackers)) {
		test(`an old run of ${name} that ${host} copied into a run with the source code is none of its own`, context => {
			const root = rootOf(context);
			makeRun(root, hosting, give);
			const metrics = host === 'guild' ? 'loss' : '';
			assert.deepEqual(scan(root), [{formats: host, metrics, config: {}, progress: null}]);
		});
	}

	test(`beside what ${host} copied, and in place of it, what a run has written is its own`, context => {
		const root = rootOf(context);
		const at = makeRun(root, hosting, to => {
			trackers['hf-trainer']!(to);
			trackers.dvclive!(to);
			trackers.lightning!(to);
		});
		write(at, {
			'lightning_logs/version_1/metrics.csv': 'epoch,step,b\n0,0,1\n0,1,2\n',
			'lightning_logs/version_1/hparams.yaml': 'k: 2\n',
		});
		symlinkSync('version_1', path.join(at, 'lightning_logs/latest'));
		const table = readdirSync(path.join(at, 'dvclive/plots/metrics'), {recursive: true})
			.map(String)
			.find(file => file.endsWith('.tsv'))!;
		appendFileSync(path.join(at, 'dvclive/plots/metrics', table), '999\t7\n');
		// The time that a copy has got tells nothing.
		utimesSync(path.join(at, 'dvclive/plots/metrics', table), 1, 1);
		const [only, ...others] = scan(root);
		assert.deepEqual(others, []);
		assert.equal(only!.formats, ['dvclive', host, 'lightning-csv'].join());
		assert.ok(only!.metrics.split(',').includes('b') && !only!.metrics.split(',').includes('a'));
		assert.deepEqual(only!.config, {k: 2});
	});
}

test('of the checkpoints of a Hugging Face run those that were copied tell nothing', context => {
	const root = rootOf(context);
	const state = (step: number, most: number) =>
		JSON.stringify({
			best_metric: null,
			epoch: 1,
			global_step: step,
			max_steps: most,
			log_history: [{step, epoch: 1, loss: step}],
		});
	const at = makeRun(root, hosts.guild!, to =>
		write(to, {'out/checkpoint-10/trainer_state.json': state(10, 20), 'out/checkpoint-20/trainer_state.json': state(20, 20)}),
	);
	write(at, {'out/checkpoint-5/trainer_state.json': state(5, 8)});
	const [run] = scanOnce([root], nodeFiles, formats).registry.runs.values();
	assert.equal(run!.facts.progress?.total, 8);
	const steps = [...run!.metrics].find(([, series]) => series.steps.at(0) === 5);
	assert.ok(steps !== undefined);
	assert.ok([...run!.metrics.values()].every(series => series.lastStep < 10));
});

test('a table that was copied counts from when a living run writes over it', async context => {
	const session = startSession();
	context.after(() => session.close());
	const at = makeRun(session.root, hosts.guild!, to => trackers['loose tables']!(to));
	rmSync(path.join(at, '.guild/attrs/exit_status'));
	const metrics = () => [...session.rows.values()].map(row => [...row.metrics.names].sort().join()).join();
	await session.until('the run', () => metrics() === 'loss');
	writeFileSync(path.join(at, 'logs/metrics.csv'), 'step,c\n0,1\n1,2\n2,3\n3,4\n');
	await session.until('its table', () => metrics() === 'c,loss');
});

for (const [host, hosting] of Object.entries(hosts)) {
	test(`stores right in the directory of a run of ${host} are its own, unless it was given them`, context => {
		const root = rootOf(context);
		const at = makeRun(root, hosting, to => write(to, {'train.py': ''}));
		for (const name of ['mlflow.db', 'mlflow.db-wal']) cpSync(path.join(fixtures, 'mlflow', name), path.join(at, name));
		cpSync(path.join(fixtures, 'optuna/journal.log'), path.join(at, 'optuna_journal.log'));
		const found = scan(root).map(run => run.formats);
		assert.deepEqual([...new Set(found)].sort(), [host, 'mlflow', 'optuna'].sort());
		rmSync(path.join(root, 'runs'), {recursive: true});
		makeRun(root, hosting, to => {
			cpSync(path.join(fixtures, 'optuna/study.db'), path.join(to, 'study.db'));
			cpSync(path.join(fixtures, 'optuna/journal.log'), path.join(to, 'optuna_journal.log'));
		});
		assert.deepEqual(
			scan(root).map(run => run.formats),
			[host],
		);
	});
}
