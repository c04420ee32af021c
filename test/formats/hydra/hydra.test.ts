import assert from 'node:assert/strict';
import {test} from 'node:test';
import {hydra} from '../../../source/formats/hydra/index.ts';
import {resolveReferences} from '../../../source/formats/hydra/interpolate.ts';
import {loadFixture} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow, readTree} from '../read-tree.ts';

/** `<key>` as a reference in a config. */
const ref = (text: string) => text.replaceAll('<', '${').replaceAll('>', '}');

const jobs = readTree(hydra, loadFixture('hydra').write('/data/hydraproj/train.py', ''), '/hydra');

test('finds every job, and not the directory of the sweep', () => {
	assert.deepEqual([...jobs.keys()].sort(), [
		'multirun/2026-11-21/00-51-09/0',
		'multirun/2026-11-21/00-51-09/1',
		'outputs/2026-11-21/00-50-50',
		'outputs/2026-11-21/00-50-57',
		'outputs/2026-11-21/00-51-01',
	]);
});

test('what was typed names the job and starts it again', () => {
	const {learnt} = jobs.get('outputs/2026-11-21/00-50-57')!;
	assert.equal(learnt.name, 'optim.lr=0.01 model=vit +extra.tag=a b');
	assert.deepEqual(learnt.command, {
		argv: ['python', 'train.py', 'optim.lr=0.01', 'model=vit', '+extra.tag=a b'],
		cwd: '/data/hydraproj',
	});
	assert.equal(jobs.get('outputs/2026-11-21/00-50-50')!.learnt.name, null);
});

test('jobs of a sweep are a group, and are started again without it', () => {
	const {learnt} = jobs.get('multirun/2026-11-21/00-51-09/1')!;
	assert.equal(learnt.group, '2026-11-21/00-51-09');
	assert.match(learnt.groupScope!, /\/multirun$/);
	assert.equal(jobs.get('outputs/2026-11-21/00-50-50')!.learnt.groupScope, null);
	assert.deepEqual(learnt.command?.argv, ['python', 'train.py', 'optim.lr=0.1', 'model=vit']);
	assert.equal(learnt.extra['job number'], 1);
});

test('the config stays as recorded, its references are followed beside it', () => {
	const {learnt} = jobs.get('outputs/2026-11-21/00-50-50')!;
	assert.equal(learnt.config.name, ref('<model.name>-<optim.lr>'));
	assert.deepEqual(learnt.extra['config, references followed'], {name: 'resnet50-0.001'});
	assert.deepEqual(learnt.extra['config groups'], {optim: 'adam', model: 'resnet'});
	assert.equal(learnt.outcome, null);
});

test('follows references to keys, lists, neighbours and each other, and no others', () => {
	const config = {
		a: {b: 3, c: ref('<.b>'), d: ref('<..list[1]>'), whole: ref('<list>')},
		list: [1, 2],
		chain: ref('<a.c>!'),
		now: ref('<now:%Y>'),
		env: ref('<oc.env:HOME>/x'),
		missing: ref('<nowhere>'),
		loop: ref('<loop>'),
		there: ref('<back>'),
		back: ref('<there>'),
	};
	assert.deepEqual(resolveReferences(config), {
		'a.c': 3,
		'a.d': 2,
		'a.whole': [1, 2],
		chain: '3!',
	});
});

test('references that swell stop soon', () => {
	const config = Object.fromEntries(
		Array.from({length: 40}, (_, i) => [`k${i}`, `\${k${i + 1}} \${k${i + 1}} ${'x'.repeat(20)}`]),
	);
	const started = performance.now();
	assert.ok(String(resolveReferences(config).k0).length < 100_000);
	assert.ok(performance.now() - started < 5000);
});

test('knows a folder of another name by all three of its files', () => {
	const job = loadFixture('hydra');
	const files = new MemoryFiles();
	for (const name of ['config', 'overrides', 'hydra'])
		files.write(`/o/my_hydra/${name}.yaml`, job.readWhole(`/hydra/outputs/2026-11-21/00-50-57/.hydra/${name}.yaml`, 1e6)!);
	assert.equal(follow(hydra, files, '/o').run.learnt.config.epochs, 12);
	for (const name of ['config', 'overrides', 'hydra'])
		files.write(`/p/settings/${name}.yaml`, files.readWhole(`/o/my_hydra/${name}.yaml`, 1e6)!);
	files.write('/p/train.log', '');
	assert.equal(follow(hydra, files, '/p').run.learnt.config.epochs, 12);
	files.remove('/o/my_hydra/overrides.yaml');
	assert.deepEqual(hydra.detect({path: '/o', entries: files.list('/o')}, files), []);
});

test('all below a job is its own, unless other jobs are there', () => {
	const files = new MemoryFiles().write('/project/.hydra/config.yaml', 'a: 1\n').write('/project/tb/events.out.tfevents.1', '');
	const claim = () => hydra.detect({path: '/project', entries: files.list('/project')}, files)[0];
	assert.equal(claim()?.ownsSubtree, true);
	files.write('/project/outputs/2026-11-21/00-00-01/.hydra/config.yaml', 'a: 1\n');
	assert.equal(claim()?.ownsSubtree, false);
});

test('says which file is cut, and reads the others', () => {
	const files = new MemoryFiles()
		.write('/o/.hydra/config.yaml', 'lr: 1\nnet: [1, {"a"')
		.write('/o/.hydra/overrides.yaml', '- lr=1\n');
	const {run} = follow(hydra, files, '/o');
	assert.equal(run.learnt.name, 'lr=1');
	assert.match(run.problems[0]!.message, /config\.yaml ends too early, at byte 19/);
	assert.deepEqual(run.learnt.config, {lr: 1});
});

test('a project’s directory that was made the output of a job owns nothing below', () => {
	const files = new MemoryFiles().write('/project/.hydra/config.yaml', 'a: 1\n').write('/project/train.py', '');
	assert.equal(hydra.detect({path: '/project', entries: files.list('/project')}, files)[0]?.ownsSubtree, false);
});

const ownConfig = (more: string, cwd = '/proj') => `hydra:
  overrides:
    hydra: []
    task:
    - model=vit
    - optim.lr=1e-3
  job:
    name: train
${more}  runtime:
    version: 1.3.2
    cwd: ${cwd}
    config_sources:
    - path: hydra.conf
      schema: pkg
      provider: hydra
    - path: /proj/src/conf
      schema: file
      provider: main
`;
const typed = '- model=vit\n- optim.lr=1e-3\n';
const job = (overrides: string | Uint8Array, own: string | Uint8Array | null, config: string | Uint8Array = 'lr: 1\n') => {
	const files = new MemoryFiles().write('/o/.hydra/config.yaml', config).write('/o/.hydra/overrides.yaml', overrides);
	if (own !== null) files.write('/o/.hydra/hydra.yaml', own);
	return files.write('/proj/src/train.py', '');
};
const read = (files: MemoryFiles) => follow(hydra, files, '/o').run;

test('the command names a program that lies there, and none that is a guess', () => {
	const run = read(job(typed, ownConfig('')));
	assert.deepEqual(run.learnt.command, {argv: ['python', 'src/train.py', 'model=vit', 'optim.lr=1e-3'], cwd: '/proj'});
	assert.deepEqual(run.problems, []);
	const gone = read(job(typed, ownConfig('')).remove('/proj/src/train.py'));
	assert.equal(gone.learnt.command, null);
	assert.deepEqual([gone.learnt.extra.job, gone.learnt.extra['started in']], ['train', '/proj']);
	const named = ownConfig('').replace('hydra: []', 'hydra:\n    - hydra.job.name=train');
	assert.equal(read(job(typed, named)).learnt.command, null, 'the job has the name of its program no more');
});

test('what was typed is taken from Hydra’s own config where its file is damaged', () => {
	for (const overrides of ['- model=vit\n- optim', '', '\0'.repeat(40)]) {
		const run = read(job(overrides, ownConfig('')));
		assert.equal(run.learnt.name, 'model=vit optim.lr=1e-3');
		assert.equal(run.learnt.command?.argv.length, 4);
		assert.match(run.problems[0]!.message, /^overrides\.yaml (?:ends too early|is empty|holds nothing but zero bytes)/);
	}
	const lost = read(job('- model=vit\n- optim', null));
	assert.deepEqual([lost.learnt.name, lost.learnt.command], [null, null]);
});

test('each damaged file of a job is said', () => {
	const own = ownConfig('');
	const problems = (files: MemoryFiles) => read(files).problems.map(({message}) => message.replace(/;.*/, ''));
	assert.deepEqual(problems(job(typed, own, '')), ['config.yaml is empty']);
	assert.deepEqual(problems(job(typed, own, new Uint8Array(9))), ['config.yaml holds nothing but zero bytes']);
	assert.deepEqual(problems(job(typed, own, 'lr: 1\nepo')), ['config.yaml ends too early, at byte 9']);
	assert.deepEqual(problems(job(typed, '')), ['hydra.yaml is empty']);
	assert.deepEqual(problems(job(typed, null)), ['hydra.yaml is missing']);
	assert.deepEqual(problems(job(typed, own.slice(0, own.indexOf('  runtime:')))), ['hydra.yaml lacks its end']);
	assert.deepEqual(problems(job('[]\n', own, '{}\n')), []);
	const alone = new MemoryFiles().write('/o/.hydra/config.yaml', 'a: 1\n');
	assert.deepEqual(problems(alone), [], 'somebody kept the config alone');
});

test('a job that was met while it was started has no problems later', () => {
	const files = job(typed, null);
	const {run, read: again} = follow(hydra, files, '/o');
	assert.equal(run.problems.length, 1);
	files.write('/o/.hydra/hydra.yaml', ownConfig(''));
	again();
	assert.deepEqual([run.problems, run.learnt.extra.job], [[], 'train']);
});

test('a sweep is named after its own directory, however deep its jobs lie below', () => {
	const group = (dir: string, subdir: string, job: string, ...others: string[]) => {
		const own = ownConfig(`  mode: MULTIRUN\n  sweep:\n    dir: ${dir}\n    subdir: ${ref(subdir)}\n`);
		const files = new MemoryFiles();
		for (const file of others) files.write(file, '');
		files.write(`${job}/.hydra/config.yaml`, 'a: 1\n').write(`${job}/.hydra/overrides.yaml`, '[]\n');
		return follow(hydra, files.write(`${job}/.hydra/hydra.yaml`, own), job).run.learnt.group;
	};
	assert.equal(group('s/by', '<db.driver>/<hydra.job.num>', '/p/s/by/pg/2', '/p/s/by/multirun.yaml'), 's/by');
	assert.equal(group('s/by', 'grp/<hydra.job.num>_<name>', '/p/s/by/grp/0_a'), 's/by', 'some sweepers leave no file');
	assert.equal(group('s/by', '<hydra.job.override_dirname>', '/p/s/by/+d=a/b', '/p/s/by/multirun.yaml'), 's/by');
	assert.equal(group('s/by', '<hydra.job.override_dirname>', '/p/s/by/+d=a/b'), 's/by');
	assert.equal(group('by', '.', '/p/by', '/p/by/multirun.yaml'), 'p/by');
	assert.equal(group('s/by', '<hydra.job.num>', '/p/s/by/0', '/p/multirun.yaml'), 's/by', 'another sweep has its file above');
	assert.equal(group('s/by', '<hydra.job.num>', '/p/copied/0', '/p/copied/multirun.yaml'), 'p/copied');
	assert.equal(group(ref('<out>'), '<name>/<hydra.job.num>', '/p/s/by/a/b/0', '/p/s/by/multirun.yaml'), 's/by');
	assert.equal(group(ref('<out>'), '<name>', '/p/s/by/a'), 's/by');
});

test('a job began when its log says, else when its own directory was made', () => {
	const began = (path: string, own: string, log = '') => {
		const files = new MemoryFiles().write(`${path}/.hydra/config.yaml`, 'a: 1\n').write(`${path}/.hydra/hydra.yaml`, own);
		const {run, read: again} = follow(hydra, files.write(`${path}/train.log`, ''), path);
		files.append(`${path}/train.log`, log);
		again();
		return run.learnt.startedAtMs;
	};
	const made = '/o/2026-11-21/00-50-57';
	const log = 'no stamp\n[2026-11-21 00:50:58,217][__main__][INFO] - a\n[2026-11-21 00:51:00,000][__main__][INFO] - b\n';
	const at = (second: number, ms = 0) => new Date(2026, 10, 21, 0, 50, second, ms).getTime();
	assert.equal(began(made, ownConfig(''), log), at(58, 217));
	assert.equal(began(made, ownConfig('')), at(57));
	assert.equal(began('/o', ownConfig('')), null);
	assert.equal(began(made, ownConfig('    num: 0\n')), null, 'a sweep has it from its first job');
});

/** What Python's pickle makes of a `JobReturn`, in its oldest protocol. */
const jobReturn = (status: number): string =>
	[
		'ccopy_reg',
		'_reconstructor',
		'(chydra.core.utils',
		'JobReturn',
		'c__builtin__',
		'object',
		'NtR(dVworking_dir',
		'V/w',
		'sVstatus',
		'chydra.core.utils',
		'JobStatus',
		`(I${status}`,
		'tRsb.',
	].join('\n');

test('what Hydra keeps of what a job returned proves its end, unless an earlier start in the directory left it', () => {
	const files = new MemoryFiles();
	for (const [name, text] of Object.entries({config: 'a: 1\n', overrides: '[]\n', hydra: ownConfig('')}))
		files.write(`/o/.hydra/${name}.yaml`, text);
	const pickle = '/o/.hydra/job_return.pickle';
	const outcome = (status: number) => follow(hydra, files.write(pickle, jobReturn(status)), '/o').run.learnt.outcome;
	assert.deepEqual(outcome(1), {status: 'finished', why: 'JobStatus.COMPLETED in job_return.pickle'});
	assert.deepEqual(outcome(2), {status: 'failed', why: 'JobStatus.FAILED in job_return.pickle'});
	assert.equal(outcome(0), null);
	files.write(pickle, jobReturn(1).slice(0, 40));
	const {run, read} = follow(hydra, files, '/o');
	assert.deepEqual(
		run.problems.map(({message}) => message),
		['job_return.pickle holds no status of the job that can be read'],
	);
	files.write(pickle, jobReturn(1));
	read();
	assert.deepEqual([run.problems, run.learnt.outcome?.status], [[], 'finished']);
	files.nowMs += 60_000;
	files.write('/o/.hydra/config.yaml', 'a: 1\n');
	read();
	assert.equal(run.learnt.outcome, null);
});

test('a config means what it means to OmegaConf, which wrote it: file modes are texts', () => {
	const files = new MemoryFiles()
		.write('/r/1/.hydra/config.yaml', 'umask: 0o17\nmode: 0o755\nlr: 1e-3\nloss: 1.0e-05\n')
		.write('/r/1/.hydra/overrides.yaml', '[]\n')
		.write('/r/1/.hydra/hydra.yaml', 'hydra:\n  runtime:\n    cwd: /r\n');
	const {learnt} = readTree(hydra, files, '/r').get('1')!;
	assert.deepEqual(learnt.config, {umask: '0o17', mode: '0o755', lr: 0.001, loss: 1e-5});
});
