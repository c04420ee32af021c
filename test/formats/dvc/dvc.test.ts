import assert from 'node:assert/strict';
import {test} from 'node:test';
import {deflateSync} from 'node:zlib';
import {dvc} from '../../../source/formats/dvc/index.ts';
import {Collected, readAll} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';

const pipeline =
	'stages:\n  fit:\n    cmd: python fit.py\n    params: [net.depth]\n    metrics:\n    - out/scores.json:\n        cache: false\n';
const lockWith = (depth: number) =>
	`schema: '2.0'\nstages:\n  fit:\n    cmd: python fit.py\n    params:\n      params.yaml:\n        net.depth: ${depth}\n`;
const claimsOf = (files: MemoryFiles, path = '/w') => dvc.detect({path, entries: files.list(path)}, files);

function open(files: MemoryFiles) {
	const [claim] = claimsOf(files);
	assert.ok(claim !== undefined);
	const source = dvc.open(claim, files);
	const collected = new Collected();
	const read = () => {
		readAll(source, collected);
		return [...collected.runs.values()].map(({learnt}) => learnt);
	};
	return {read, collected, source};
}

/** A repository whose objects are files of their own. */
class Repository {
	/** @param count what the hash of an object before the first one would be */
	constructor(
		private readonly files: MemoryFiles,
		private count = 0,
	) {}

	/** Puts down the experiment that these files are, by their paths. */
	experiment(name: string, atS: number, texts: Readonly<Record<string, string>>): this {
		const body = `tree ${this.tree(texts)}\nparent ${'b'.repeat(40)}\ncommitter a <a@b> ${atS} +0000\n\nexp\n`;
		const commit = this.put('commit', Buffer.from(body));
		this.files.write(`/w/.git/refs/exps/bb/${'b'.repeat(38)}/${name}`, `${commit}\n`);
		return this;
	}

	private tree(texts: Readonly<Record<string, string>>): string {
		const below = new Map<string, Record<string, string>>();
		const entries: Buffer[] = [];
		const add = (mode: string, name: string, hash: string) =>
			entries.push(Buffer.from(`${mode} ${name}\0`), Buffer.from(hash, 'hex'));
		for (const [path, text] of Object.entries(texts)) {
			const [name, ...rest] = path.split('/');
			if (rest.length === 0) add('100644', name!, this.put('blob', Buffer.from(text)));
			else below.set(name!, {...below.get(name!), [rest.join('/')]: text});
		}
		for (const [name, inside] of below) add('40000', name, this.tree(inside));
		return this.put('tree', Buffer.concat(entries));
	}

	private put(kind: string, content: Buffer): string {
		const hash = (++this.count).toString(16).padStart(40, '0');
		const bytes = deflateSync(Buffer.concat([Buffer.from(`${kind} ${content.length}\0`), content]));
		this.files.write(`/w/.git/objects/${hash.slice(0, 2)}/${hash.slice(2)}`, bytes);
		return hash;
	}
}

const project = () =>
	new MemoryFiles()
		.write('/w/dvc.yaml', pipeline)
		.write('/w/dvc.lock', lockWith(4))
		.write('/w/params.yaml', 'net:\n  depth: 4\n')
		.write('/w/out/scores.json', '{"test": {"auc": 0.75}, "loss": 0.5}')
		.write('/w/.dvc/config', '');

test('what a pipeline has made is a run, with what it ran with and its results', () => {
	const files = project();
	const {read} = open(files);
	const [run, ...others] = read();
	assert.deepEqual([run!.name, run!.config, run!.summary], ['workspace', {'net.depth': 4}, {test: {auc: 0.75}, loss: 0.5}]);
	assert.equal(run!.outcome?.status, 'finished');
	assert.equal(others.length, 0);
	files.write('/w/dvc.lock', lockWith(6)).write('/w/out/scores.json', '{"loss": 0.25}');
	const [again] = read();
	assert.deepEqual([again!.config, again!.summary], [{'net.depth': 6}, {loss: 0.25}]);
});

test('while stages run, their results are gone and the process is the one that DVC has noted', () => {
	const files = project();
	const {read, collected} = open(files);
	read();
	files.remove('/w/out/scores.json');
	files.write('/w/.dvc/tmp/rwlock', '{"write": {"/w/out/scores.json": {"pid": 4711, "cmd": "dvc repro"}}, "read": {}}');
	const [run] = read();
	assert.deepEqual([run!.pid, run!.outcome, run!.writer?.marksEnd], [4711, null, true]);
	files.write('/w/.dvc/tmp/rwlock', '{"write": {"/w/data": {"pid": 4712, "cmd": "/usr/bin/dvc add data"}}, "read": {}}');
	read();
	assert.equal(
		collected.runs.get('workspace')?.removed,
		true,
		'a stage that failed has made nothing, and data is none of its results',
	);
});

test('each experiment that DVC made a commit of is a run, and the one that lies in the directory is listed once', () => {
	const files = project();
	const stateWith = (depth: number, scores: string) => ({
		'dvc.yaml': pipeline,
		'dvc.lock': lockWith(depth),
		'out/scores.json': scores,
	});
	new Repository(files)
		.experiment('deep-owl', 1_760_000_000, stateWith(8, '{"loss": 0.125}'))
		.experiment('calm-elk', 1_760_000_060, stateWith(4, '{"test": {"auc": 0.75}, "loss": 0.5}'));
	files.write('/w/.git/refs/exps/exec/EXEC_HEAD', `${'b'.repeat(40)}\n`).write('/w/.git/HEAD', 'ref: refs/heads/main\n');
	const runs = open(files).read();
	assert.deepEqual(
		runs.map(({name, config, summary, endedAtMs}) => [name, config, summary, endedAtMs]),
		[
			['deep-owl', {'net.depth': 8}, {loss: 0.125}, 1_760_000_000_000],
			['calm-elk', {'net.depth': 4}, {test: {auc: 0.75}, loss: 0.5}, 1_760_000_060_000],
		],
	);
	assert.ok(runs.every(({group, outcome}) => group === 'bbbbbbb' && outcome?.status === 'finished'));
	files.write('/w/out/scores.json', '{"loss": 1}');
	assert.equal(open(files).read().length, 3);
	const place = `refs/exps/bb/${'b'.repeat(38)}`;
	const {read} = open(files);
	read();
	const before = Buffer.from(files.readWhole(`/w/.git/${place}/deep-owl`, 100)!).toString('latin1', 0, 40);
	files.write('/w/.git/packed-refs', `# pack-refs with: peeled\n${before} ${place}/deep-owl\n${before} ${place}/old-fox\n`);
	new Repository(files, 100).experiment('deep-owl', 1_760_000_120, stateWith(9, '{"loss": 0.5}'));
	const names = ['calm-elk', 'deep-owl', 'old-fox', 'workspace'];
	assert.deepEqual(
		read()
			.map(({name}) => name)
			.sort(),
		names,
		'one was made anew, and what it was has another name',
	);
});

test('results that DVCLive writes are listed by it; a pipeline without results is no run', () => {
	const ofDvclive = new MemoryFiles()
		.write('/w/dvc.yaml', 'metrics:\n- dvclive/metrics.json\n')
		.write('/w/dvclive/metrics.json', '{"loss": 1}');
	assert.deepEqual(claimsOf(ofDvclive), []);
	const elsewhere = new MemoryFiles()
		.write('/w/dvc.yaml', 'metrics: [run/metrics.json]')
		.write('/w/run/plots/metrics/loss.tsv', '');
	assert.deepEqual(claimsOf(elsewhere.write('/w/run/metrics.json', '{"loss": 1}')), []);
	assert.deepEqual(claimsOf(new MemoryFiles().write('/w/dvc.yaml', 'stages:\n  get:\n    cmd: ./get.sh\n')), []);
	assert.deepEqual(claimsOf(new MemoryFiles().write('/w/dvc.yaml', '[')), []);
	assert.deepEqual(open(project().remove('/w/out/scores.json')).read(), []);
});

test('a project whose results or settings cannot be read is there, and says what is wrong with them until it is mended', () => {
	const files = project().write('/w/out/scores.json', '<<<<<<< HEAD\n{"loss": 0.5}\n').write('/w/dvc.lock', 'stages: [');
	const {read, collected} = open(files);
	const said = () => [...collected.runs.values()].flatMap(({problems}) => problems.map(({file, message}) => [file, message]));
	assert.deepEqual(read()[0]!.summary, {});
	assert.deepEqual(said(), [
		['/w/dvc.lock', 'dvc.lock ends too early, at byte 9'],
		['/w/out/scores.json', 'out/scores.json holds no JSON object'],
	]);
	files.write('/w/out/scores.json', '{"loss": 0.5}').write('/w/dvc.lock', lockWith(4));
	assert.deepEqual([read()[0]!.summary, said()], [{loss: 0.5}, []]);
});

test('results of several files that call them alike are told apart by their files', () => {
	const files = project().write('/w/dvc.yaml', `${pipeline}metrics: [late/scores.yaml, ../away.json, '\${x}.json']\n`);
	const [run] = open(files.write('/w/late/scores.yaml', 'loss: 0.25\n')).read();
	assert.deepEqual(run!.summary, {'out/scores': {test: {auc: 0.75}, loss: 0.5}, 'late/scores': {loss: 0.25}});
});
