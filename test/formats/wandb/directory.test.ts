import assert from 'node:assert/strict';
import {test} from 'node:test';
import {wandb} from '../../../source/formats/wandb/index.ts';
import {parseSettings} from '../../../source/formats/wandb/settings/settings.ts';
import {Collected, readAll} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow} from '../read-tree.ts';
import {directory, exit, logOf, logPath, openLog, readFiles, row, run} from './logs.ts';

const claimsOn = (files: MemoryFiles, place: string) => wandb.detect({path: place, entries: files.list(place)}, files);

test('a directory with a log is a run, whatever it is called', () => {
	const files = new MemoryFiles().write(logPath, '').write('/copies/mine/run-x1.wandb', '').write('/copies/mine/notes.txt', '');
	assert.deepEqual(claimsOn(files, directory), [{format: 'wandb', path: directory, files: [logPath], ownsSubtree: true}]);
	assert.equal(claimsOn(files, '/copies/mine')[0]?.path, '/copies/mine');
	assert.deepEqual(claimsOn(files, '/copies'), []);
	assert.deepEqual(files.touched, []);
});

test('the link to the latest run is no run where it was copied with what it leads to', () => {
	const log = logOf(run(), row(1, {x: 1}));
	const files = new MemoryFiles().write(logPath, log);
	const home = directory.slice(0, directory.lastIndexOf('/'));
	const copy = `${home}/latest-run`;
	const listedIn = (place: string) => wandb.listedIn?.({path: place, entries: files.list(place)}, files);
	files.write(`${copy}${logPath.slice(directory.length)}`, log);
	assert.deepEqual(listedIn(copy), [directory]);
	assert.deepEqual(listedIn(directory), []);
	files.append(`${copy}${logPath.slice(directory.length)}`, 'more');
	assert.deepEqual(listedIn(copy), [], 'it is another log');
	files.append(logPath, 'another end');
	assert.deepEqual(listedIn(copy), [], 'it is another log still');
	files.write(logPath, log).append(logPath, 'more, and more than that');
	assert.deepEqual(listedIn(copy), [directory], 'it was copied while the run went on');
	const second = logOf(run(), row(1, {x: 2}));
	files.write(`${copy}/run-second.wandb`, second);
	assert.deepEqual(listedIn(copy), [], 'the log of another run is nowhere else');
	const other = `${home}/run-20261121_100000-second`;
	files.write(`${other}/run-second.wandb`, second);
	assert.deepEqual(listedIn(copy), [directory, other], 'copies of two runs that git has merged');
});

test('several logs in one directory are a run each', () => {
	const files = new MemoryFiles().write('/logs/run-b.wandb', logOf(row(1, {x: 1}))).write('/logs/run-a.wandb', '');
	const claims = claimsOn(files, '/logs');
	assert.deepEqual(
		claims.map(claim => claim.path),
		['/logs/run-a.wandb', '/logs/run-b.wandb'],
	);
	const collected = new Collected();
	readAll(wandb.open(claims[1]!, files), collected);
	assert.equal(collected.only.learnt.id, 'b');
	assert.equal(collected.only.metrics.size, 1);
});

test('an empty or headed log is a run that has begun', () => {
	for (const size of [0, 3, 7]) {
		const {learnt, problems} = readFiles(new MemoryFiles().write(logPath, logOf().subarray(0, size)));
		assert.equal(learnt.id, 'abc123');
		assert.equal(learnt.outcome, null);
		assert.equal(learnt.startedAtMs, null);
		assert.deepEqual(learnt.signFiles, [logPath, `${directory}/files/output.log`, `${directory}/logs/debug-internal.log`]);
		assert.deepEqual(learnt.writer, {bufferMs: 0, bufferBytes: 32768, marksEnd: true, holdsOpen: true});
		assert.deepEqual(problems, []);
	}
});

test('a run directory without its log says so, until the log is begun', () => {
	const files = new MemoryFiles().write(`${directory}/files/requirements.txt`, '');
	const source = openLog(files);
	const collected = new Collected();
	readAll(source, collected);
	assert.equal(collected.only.learnt.id, 'abc123');
	const {fromMs, ...told} = collected.only.learnt.outcome!;
	assert.deepEqual(told, {status: 'unknown', why: 'its log is missing'});
	assert.ok(fromMs! >= 30_000, 'not in the moment in which it is made');
	assert.deepEqual(collected.only.problems, [], 'each run is so for a moment when it begins');
	assert.match(source.verify!()[0]!.message, /^The log is missing/);
	files.write(logPath, '');
	assert.match(source.verify!()[0]!.message, /^The log is empty/, 'its head is written as it is made');
	files.write(logPath, logOf(row(1, {x: 1})));
	readAll(source, collected);
	assert.equal(collected.only.learnt.outcome, null);
	assert.equal(collected.only.metrics.size, 1);
	assert.deepEqual(source.verify!(), []);
	assert.deepEqual(claimsOn(new MemoryFiles().write(`${directory}/other.txt`, ''), directory), []);
});

test('of a run without its log the newest pictures are those that its summary names', () => {
	const summary = {
		_step: 40,
		loss: 0.5,
		views: {_type: 'image-file', path: 'media/images/views_40.png', width: 8},
		grid: {_type: 'images/separated', filenames: ['media/images/grid_40_0.png', '../../secret.png']},
		weights: {_type: 'histogram', values: [1, 2], bins: [0, 1, 2]},
	};
	const files = new MemoryFiles().write(`${directory}/files/wandb-summary.json`, JSON.stringify(summary));
	const collected = new Collected();
	const source = openLog(files);
	readAll(source, collected);
	readAll(source, collected);
	const places = [...collected.only.pictures].map(([name, series]) => [
		name,
		series.length,
		series.at(0).step,
		series.at(0).file,
	]);
	assert.deepEqual(places, [
		['views', 1, 40, `${directory}/files/media/images/views_40.png`],
		['grid[0]', 1, 40, `${directory}/files/media/images/grid_40_0.png`],
	]);
});

test('the count behind the id in the name of a directory of the same second is none of the id of a run without its log', () => {
	const second = `${directory}-1`;
	const idOf = (files: MemoryFiles) => {
		const [claim] = claimsOn(files.write(`${second}/files/requirements.txt`, ''), second);
		return /run-([^/]*)\.wandb$/.exec(claim!.files[0]!)![1];
	};
	const said = (id: string) =>
		new MemoryFiles().write(`${second}/logs/debug-internal.log`, `{"msg":"stream: created new stream","id":"${id}"}\n`);
	assert.equal(idOf(new MemoryFiles()), 'abc123-1');
	assert.equal(idOf(said('abc123')), 'abc123');
	assert.equal(idOf(said('abc123-1')), 'abc123-1');
	assert.equal(idOf(new MemoryFiles().write(`${directory}/files/requirements.txt`, '')), 'abc123');
});

test('the small files beside a missing or empty log tell its start and its summary, until the log does', () => {
	const files = new MemoryFiles()
		.write(`${directory}/files/wandb-metadata.json`, '{"startedAt": "2026-11-21T00:34:18.250000"}')
		.write(`${directory}/files/wandb-summary.json`, '{"loss": 0.5, "_wandb": {"runtime": 1}}');
	for (const isEmpty of [false, true]) {
		if (isEmpty) files.write(logPath, '');
		const {startedAtMs, summary, outcome, writer} = readFiles(files).learnt;
		assert.equal(writer?.holdsOpen, isEmpty, 'the silence of a log that is not there tells nothing');
		if (!isEmpty)
			assert.deepEqual(outcome, {status: 'unknown', why: 'its log is missing'}, 'not to be begun: there is a summary');
		assert.deepEqual([startedAtMs, summary], [Date.UTC(2026, 10, 21, 0, 34, 18, 250), {loss: 0.5}]);
	}
	files.write(logPath, logOf(run(), row(1, {loss: 2})));
	assert.deepEqual(readFiles(files).learnt.summary, {});
});

test('a newer or foreign log is refused with a reason', () => {
	const newer = logOf(row(1, {x: 1}));
	newer[6] = 9;
	const run = readFiles(new MemoryFiles().write(logPath, newer));
	assert.match(run.problems[0]!.message, /log format 9 by a newer wandb/);
	assert.deepEqual(run.learnt.outcome, {status: 'unknown', why: 'log format 9 is newer than this reader'});
	assert.equal(run.metrics.size, 0);
	const foreign = readFiles(new MemoryFiles().write(logPath, 'SQLite format 3 and more'));
	assert.match(foreign.problems[0]!.message, /Does not begin like a wandb log/);
	const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'5e'.repeat(32)}\nsize 4096000\n`;
	const left = readFiles(new MemoryFiles().write(logPath, pointer));
	assert.match(left.problems[0]!.message, /only Git LFS's pointer .* git lfs pull/);
});

test('settings of the workspace: only [default], and a bad file is passed over whole', () => {
	assert.deepEqual(parseSettings('# mine\n[default]\nproject = p\nbase_url: https://a.b/c\n[other]\nmode = offline\n'), {
		project: 'p',
		base_url: 'https://a.b/c',
	});
	assert.equal(parseSettings('[default]\nproject = p\nwhat is this\n'), null);
	const files = new MemoryFiles().write(logPath, logOf(run())).write('/ws/wandb/settings', '[default]\nmode = offline\n');
	assert.deepEqual(readFiles(files).learnt.extra.Settings, {mode: 'offline  (from wandb/settings)'});
	files.write('/ws/wandb/settings', 'nonsense');
	const collected = new Collected();
	readAll(openLog(files), collected);
	assert.equal(collected.problems[0]?.file, '/ws/wandb/settings');
});

test('how a run ended whose log may not be read nobody knows, until it may', () => {
	const files = new MemoryFiles().write(logPath, logOf(run(), row(1, {x: 1}), exit(0)));
	files.locked.add(logPath);
	const followed = follow(wandb, files, directory);
	assert.deepEqual(followed.run.learnt.outcome, {status: 'unknown', why: 'its log cannot be read'});
	files.locked.clear();
	followed.read();
	assert.equal(followed.run.learnt.outcome?.status, 'finished');
});

test('a run is of the sweep whose agent left its settings beside the runs', () => {
	const home = directory.slice(0, directory.lastIndexOf('/'));
	const files = (name: string) =>
		new MemoryFiles().write(logPath, logOf(run(), row(1, {x: 1}))).write(`${home}/sweep-s1/${name}`, 'lr:\n  value: 1\n');
	const {learnt} = readFiles(files('config-abc123.yaml'));
	assert.deepEqual([learnt.group, learnt.extra.sweep], ['s1', 's1']);
	assert.equal(readFiles(files('config-abc1234.yaml')).learnt.group, null);
});
