import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isDefaultLabel} from '../../../source/formats/guild/attributes/default-label.ts';
import {guild} from '../../../source/formats/guild/index.ts';
import {Collected, readAll} from '../collect.ts';
import {directoriesOf} from '../load-fixture.ts';
import {DatedFiles, loadHome, makeRun, openRun, pathOf, readRun} from './home.ts';

test('a run directory is one that has an opref; a home, a prototype and a stray directory are none', () => {
	const files = loadHome();
	files.write('/home/runs/stray/.guild/attrs/id', 'stray');
	files.write('/home/runs/note.txt', 'hello');
	// Nobody comes to what Guild keeps of a run by the way of that.
	const isOfRun = (path: string) => path.endsWith('/.guild');
	const claimed = directoriesOf(files, '/home').filter(
		path => guild.detect({path, entries: files.list(path), isOfRun: isOfRun(path)}, files).length > 0,
	);
	assert.equal(claimed.length, 14);
	assert.ok(claimed.every(path => /^\/home\/(trash\/)?runs\/[0-9a-f]{32}$/.test(path)));
});

test('a finished script run says all that Guild knows of it', () => {
	const run = readRun(loadHome(), '8d6a');
	const {learnt} = run;
	assert.equal(learnt.name, 'train.py');
	assert.equal(learnt.id, '8d6a12ccd29c4752b773a71646739698');
	assert.deepEqual(learnt.config, {delay: 0, epochs: 5, fail_at: 0, lr: 0.2, opt: 'adam', seed: 7});
	assert.deepEqual(learnt.outcome, {status: 'finished', why: 'exit_status 0'});
	assert.equal(learnt.recorded, 'completed');
	assert.equal(new Date(learnt.startedAtMs!).toISOString(), '2026-11-21T01:13:00.320Z');
	assert.equal(new Date(learnt.endedAtMs!).toISOString(), '2026-11-21T01:13:01.270Z');
	assert.deepEqual([learnt.host, learnt.user, learnt.attempt], ['vm', 'ada', null]);
	assert.equal(learnt.sourceDigest, '365e3f0443eab8b4b62618e45a3ce5e7');
	assert.deepEqual(learnt.command?.argv.slice(1, 5), ['-um', 'guild.op_main', 'train', '--delay']);
	assert.deepEqual(learnt.notes, [], 'the label that Guild makes of the flags is no note');
	assert.equal(learnt.logFiles[0]?.split('/').at(-1), 'output');
	assert.deepEqual(run.points('loss').at(-1), [5, Math.fround(0.339883)]);
	assert.deepEqual(run.problems, []);
});

test('details are there for whoever looks, and the environment is not', () => {
	const files = loadHome();
	const path = pathOf(files, '8d6a');
	files.write(`${path}/.guild/attrs/env`, 'SECRET: hunter2');
	const {extra} = readRun(files, '8d6a').learnt;
	assert.equal((extra.Guild as {operation: string}).operation, 'train.py');
	assert.match(String((extra.Guild as {initialized: string}).initialized), /^2026-/);
	assert.ok(!JSON.stringify(extra).includes('hunter2'));
	assert.ok(!files.touched.includes(`${path}/.guild/attrs/env`));
});

test('label, tags, comments and the mark are the person’s', () => {
	const {learnt} = readRun(loadHome(), 'f0d0');
	assert.deepEqual([learnt.name, learnt.work], ['cnn:train', 'cnn:train']);
	assert.deepEqual(learnt.tags, ['gf', 'paper']);
	assert.deepEqual(learnt.marks, ['marked']);
	assert.deepEqual(learnt.notes, ['best so far é', 'looks good\nsecond line', 'check again 漢']);
});

test('a label that Guild made of tags and flags is no note', () => {
	const notes = (label: string, tags = '- my tag\n- b\n') => {
		const {files, path} = makeRun({
			'attrs/flags': 'epochs: 3\nlr: 0.3\nnone: null\n',
			'attrs/tags': tags,
			'attrs/label': label,
		});
		const collected = new Collected();
		readAll(openRun(files, path), collected);
		return collected.only.learnt.notes;
	};
	assert.deepEqual(notes('my tag b epochs=3 lr=0.3\n'), []);
	assert.deepEqual(notes("'my tag b '\n"), [], 'where there are no flags');
	assert.deepEqual(notes('best epochs=3 lr=0.3\n'), ['best epochs=3 lr=0.3'], 'a person said that');
	assert.deepEqual(notes('my tag\n'), ['my tag']);
});

test('a label that has more than the one that Guild made is a person’s', () => {
	const flags = {lr: 0.123456789, name: 'a b', list: ['x', 'y, z'], bn: false, none: null};
	const isOwn = (label: string) => !isDefaultLabel(label, flags);
	assert.equal(isOwn("bn=no list=[x, 'y, z'] lr=0.12345 name='a b' "), false);
	assert.equal(isOwn("bn=no lr=0.12345 name='it''s bn=no'"), false, 'some may be missing');
	assert.ok(isOwn("bn=no list=[x, 'y, z'] lr=0.12345 name='a b' more"));
	assert.ok(isOwn("list=[x, 'y, z'] lr=0.12345 name='a b' bn=no more"));
	assert.ok(isOwn("bn=no so far lr=0.12345 name='a b'"));
	assert.ok(isOwn("bn=no lr=0.12345 name='a b' seed=3"), 'that is no flag');
	assert.ok(isOwn('lr=0.12345'), 'what matters to a person');
	assert.ok(isDefaultLabel('lr=0.1', {lr: 0.1}));
});

test('attributes are read as the YAML that PyYAML writes', () => {
	const {files, path} = makeRun({
		'attrs/flags': 'big: 123456789012345678901234567890\noct: 0o17\nold: 017\nsci: 1e-3\nuse: yes\n',
		'attrs/cmd': '- python\n- --oct\n- 0o17\n- --sci\n- 1e-3\n- --n\n- 3\n',
	});
	const collected = new Collected();
	readAll(openRun(files, path), collected);
	const {config, command} = collected.only.learnt;
	assert.deepEqual(config, {big: '123456789012345678901234567890', oct: '0o17', old: 15, sci: '1e-3', use: true});
	assert.deepEqual(command?.argv, ['python', '--oct', '0o17', '--sci', '1e-3', '--n', '3']);
});

test('the run that another was made from is known by the beginning of its id too, where that is one run', () => {
	const [one, other, trashed] = ['590c6426a', '590c6427b', '77aaaa12c'].map(start => start.padEnd(32, '0'));
	const madeFrom = (proto: string) => {
		const {files, path} = makeRun({'attrs/run_params': `pidfile: null\nproto: ${proto}\nquiet: false\n`});
		for (const at of [`runs/${one}`, `runs/${other}`, `trash/runs/${trashed}`]) files.write(`/g/${at}/.guild/opref`, 'x');
		const collected = new Collected();
		readAll(openRun(files, path), collected);
		return collected.only.learnt.extra.restart_of;
	};
	assert.equal(madeFrom(one!), one);
	assert.equal(madeFrom('590c6426'), one);
	assert.equal(madeFrom("'77aaaa12'"), trashed);
	assert.equal(madeFrom('590c642'), undefined, 'two begin so');
	assert.equal(madeFrom('99999999'), undefined);
	assert.equal(madeFrom('null'), undefined);
});

test('trials of a batch that was purged are a group: they have its arguments and the time of its prototype', () => {
	const params = (flag: string, optimizer = 'null') =>
		`edit_flags: false\nflags:\n${flag}optimizer: ${optimizer}\npidfile: null\n`;
	const groupOf = (text: string) => {
		const {files, path} = makeRun({'attrs/run_params': text, 'attrs/initialized': '1795750005991189'});
		const collected = new Collected();
		readAll(openRun(files, path), collected);
		return collected.only.learnt.group;
	};
	const group = 'train.py+ of 2026-11-27T03:26:45.991Z';
	assert.equal(groupOf(params('- lr=[0.1,0.2]\n')), group);
	assert.equal(groupOf(params("- 'lr=[0.1, 0.2]'\n")), group);
	assert.equal(groupOf(params('- lr=logspace[-4:-1:5]\n')), group);
	assert.equal(groupOf(params("- '@trials.csv'\n")), group);
	assert.equal(groupOf(params('- lr=0.1\n', 'random')), group);
	assert.equal(groupOf(params('- lr=0.1\n')), null);
	assert.equal(groupOf(params("- 'name=a[b]'\n")), null);
	assert.equal(groupOf(`${params('- lr=0.1\n')}tags:\n- '@best'\n- x=[1]\n`), null, 'tags are no flags');
	assert.equal(groupOf("flags: []\noptimizer: null\ntags:\n- '@best'\n"), null);
});

test('an error names the last line on the error stream', () => {
	const {learnt} = readRun(loadHome(), 'ff27');
	assert.deepEqual(learnt.outcome, {status: 'failed', why: 'exit_status 1'});
	assert.equal(learnt.error, 'boom at step 3');
});

test('a staged run and one in preparation wait; a deleted one says what it was', () => {
	const files = loadHome();
	assert.equal(readRun(files, '0081').learnt.outcome?.status, 'queued');
	assert.match(readRun(files, 'b941').learnt.outcome?.why ?? '', /^PENDING/);
	const {outcome, recorded} = readRun(files, 'd957').learnt;
	assert.deepEqual([outcome?.status, recorded], ['deleted', 'completed']);
	assert.match(outcome?.why ?? '', /exit_status 0/);
});

test('a batch is named after what it runs and has its trials, those too that are gone', () => {
	const files = loadHome();
	const batch = readRun(files, '40f1');
	const {learnt, metrics, defined} = batch;
	assert.equal(learnt.name, 'cnn:train+');
	assert.equal(batch.aggregate('016d1ac647744aae8430c3ed380a3a97/.guild#loss', 'points'), 5);
	assert.equal(batch.aggregate('loss', 'points'), 20);
	for (const name of metrics.keys()) assert.ok(defined.get(name)?.hidden, `${name} repeats what its trials say`);
	assert.equal(readRun(files, 'cf9d').learnt.parent, '40f1a15a223a4185ac95b539c9928155');
});

test('a step that is looked at without the others of its home has its parent all the same', () => {
	const files = loadHome();
	const collected = new Collected();
	readAll(openRun(files, pathOf(files, '83cd')), collected);
	assert.equal(collected.only.learnt.parent?.slice(0, 4), '35ee');
	assert.equal(readRun(files, 'ff27').learnt.parent, null);
});

test('steps of a pipeline hear of their parent also when it is read later', () => {
	const files = loadHome();
	guild.detect({path: '/home/runs', entries: files.list('/home/runs')}, files);
	const collected = new Collected();
	readAll(openRun(files, pathOf(files, '83cd')), collected);
	assert.equal(collected.only.learnt.parent, null);
	const pipeline = readRun(files, '35ee');
	assert.equal(collected.only.learnt.parent, pipeline.learnt.id);
	assert.deepEqual(pipeline.points('train_2/.guild#acc').length, 2);
	assert.equal(pipeline.aggregate('acc', 'points'), 5);
});

test('a batch without its prototype is one by its operation', () => {
	const [batch, trial] = ['1'.repeat(32), '2'.repeat(32)];
	const files = new DatedFiles();
	for (const [id, operation] of [
		[batch, "builtin:guildai 0.9.0 '' +"],
		[trial, "script:/p '' '' train.py"],
	]) {
		const own = `/home/runs/${id}/.guild`;
		files.write(`${own}/opref`, operation!).write(`${own}/attrs/initialized`, '1795750005991189');
		files.write(`${own}/attrs/run_params`, 'flags:\n- lr=[0.1,0.2]\noptimizer: null\n').write(`${own}/output`, 'step: 3\n');
	}
	files.write(`/home/runs/${batch}/${trial}`, `../${trial}`);
	const {learnt} = readRun(files, '1111');
	assert.deepEqual([learnt.name, learnt.group, learnt.parent, learnt.progress], ['+', null, null, null]);
	assert.equal(readRun(files, '2222').learnt.parent, batch);
});

test('a trial that has the name of the prototype for its id is known by its place and by the links to it', () => {
	const [batch, trial] = ['1'.repeat(32), '2'.repeat(32)];
	const files = new DatedFiles();
	files.write(`/home/runs/${batch}/.guild/opref`, "builtin:guildai 0.7.5 '' +");
	files.write(`/home/runs/${batch}/.guild/proto/.guild/opref`, "script:/p '' '' train.py");
	// A link, as it is where it is followed.
	for (const place of [trial, `${batch}/${trial}`, 'copied'])
		files
			.write(`/home/runs/${place}/.guild/opref`, "script:/p '' '' train.py")
			.write(`/home/runs/${place}/.guild/attrs/id`, 'proto\n');
	assert.equal(readRun(files, '1111').learnt.id, batch);
	assert.equal(readRun(files, '2222').learnt.parent, batch);
	assert.equal(readRun(files, 'copied').learnt.id, 'copied');
});

test('trials of a batch in the trash still belong together', () => {
	const files = loadHome();
	const batch = '11111111111111111111111111111111';
	files.write(`/home/trash/runs/${batch}/.guild/opref`, "builtin:guildai 0.9.0 '' +");
	files.write(`/home/trash/runs/${batch}/.guild/proto/.guild/opref`, "script:/p '' '' train.py");
	files.write(`/home/trash/runs/${batch}/8d6a12ccd29c4752b773a71646739698`, '../8d6a12ccd29c4752b773a71646739698');
	assert.equal(readRun(files, '8d6a').learnt.parent, batch);
	assert.equal(readRun(files, 'ff27').learnt.parent, null);
	assert.equal(readRun(files, '1111').learnt.name, 'train.py+');
});

test('event files below the run keep their directory in the names, samples of the machine are hidden', () => {
	const run = readRun(loadHome(), 'aaf4');
	const {metrics, defined} = run;
	assert.equal(run.points('logs/train#loss').length, 40);
	assert.deepEqual(run.points('logs/val#metrics/acc')[0], [0, Math.fround(0.3)]);
	assert.deepEqual(run.points('bad'), [[1, Number.NaN]]);
	assert.deepEqual(
		run.points('logs/train#sys/swap_free').map(([step]) => step),
		[0, 0],
		'steps stay as Guild has them',
	);
	assert.ok(defined.get('logs/train#sys/swap_free')?.hidden);
	assert.ok(metrics.has('bad') && !defined.get('bad')?.hidden);
});

test('other run directories lose nothing by unknown files and subtrees', () => {
	const files = loadHome();
	const path = pathOf(files, '8d6a');
	files.write(`${path}/.guild/attrs/new_thing`, '{broken').write(`${path}/deep/er/x.bin`, 'x');
	assert.deepEqual(readRun(files, '8d6a').problems, []);
});
