import assert from 'node:assert/strict';
import {test} from 'node:test';
import {gage} from '../../../source/formats/gage/index.ts';
import {parseOperation} from '../../../source/formats/gage/operation.ts';
import {readSummary} from '../../../source/formats/gage/summary.ts';
import {judgeExit} from '../../../source/formats/guild/exit.ts';
import {tfrecords} from '../../encodings/tfrecord-writer.ts';
import {zipOf} from '../../encodings/zip-writer.ts';
import {Collected, readAll} from '../collect.ts';
import {loadFixture} from '../load-fixture.ts';
import {scalar} from '../tfevents/events.ts';
import {claimsIn, loadRuns, openRun, readRun} from './runs.ts';

test('a run is its meta, whether directory or archive; what else belongs to it is no run', () => {
	const head = loadRuns('head');
	const claims = claimsIn(head, '/head');
	assert.deepEqual(claims.map(({path}) => path.replace(/^\/head\/(.{8}).*?\.meta/, '$1')).sort(), [
		'03b1f28a.zip',
		'332fd8ea.zip',
		'6271f117',
		'be8d4945.zip',
		'ee09fdf7',
	]);
});

test('files in other parts of a run are its own, but not what lies where it has worked', () => {
	const head = loadRuns('head');
	const work = '/head/6271f117-687d-4895-9a71-8ee77ab01835';
	head.write(`${work}/logs/a/events.out.tfevents.1`, '').write(`${work}/wandb/run-1.wandb`, '');
	head.write('/head/unrelated/table.csv', 'a,b');
	const ownedIn = (path: string) =>
		gage.detect({path, entries: head.list(path)}, head).map(claim => ({...claim, files: claim.files.length}));
	const own = {format: 'gage', path: `${work}.meta`, ownsSubtree: false, ownsFiles: true, files: 1};
	assert.deepEqual(ownedIn(`${work}.meta/log`), [{...own, files: 3}]);
	for (const path of [work, `${work}/logs/a`, `${work}/wandb`, '/head/unrelated', `${work}.meta`])
		assert.deepEqual(ownedIn(path), []);
});

test('a run with both a directory and its archive is listed once, by the directory as long as that is a meta', () => {
	const head = loadRuns('head');
	const meta = '/head/6271f117-687d-4895-9a71-8ee77ab01835.meta';
	head.write(`${meta}.zip`, zipOf({opref: '2 - train'}));
	const listed = () => claimsIn(head, '/head').flatMap(({path}) => (path.startsWith(meta) ? [path] : []));
	const claimed = (path: string) => gage.detect({path, entries: head.list(path)}, head).map(claim => claim.path);
	assert.deepEqual(listed(), [meta]);
	assert.deepEqual([claimed(meta), claimed(`${meta}/log`)], [[], [meta]]);
	for (const name of ['opref', 'id', '__schema__']) head.remove(`${meta}/${name}`);
	assert.deepEqual(listed(), [`${meta}.zip`], 'the directory is being deleted');
	assert.deepEqual(claimed(`${meta}/log`), [`${meta}.zip`]);
});

test('a whole archive counts before what is left of the directory it was made of', () => {
	const head = loadRuns('head');
	const zip = '/head/03b1f28a-a5ce-4a57-bf82-71f48e299f1b.meta.zip';
	const meta = zip.replace('.zip', '');
	const whole = head.readWhole(zip, 1e6)!;
	head.write(`${meta}/opref`, '2 - train').write(`${meta}/log/runner`, '');
	const listed = () => claimsIn(head, '/head').flatMap(({path}) => (path.startsWith(meta) ? [path] : []));
	assert.deepEqual(listed(), [zip]);
	assert.deepEqual(
		gage.detect({path: meta, entries: head.list(meta)}, head).map(({path}) => path),
		[zip],
	);
	assert.equal(readRun(head, '03b1').learnt.outcome?.status, 'finished');
	head.write(zip, whole.slice(0, -30));
	assert.deepEqual(listed(), [meta], 'it is being made');
	head.write(zip, whole).write(`${meta}/proc/lock`, '1');
	assert.deepEqual(listed(), [meta], 'the directory says more');
});

test('an archive of a finished run says what a directory says', () => {
	const run = readRun(loadRuns('head'), '03b1');
	const {learnt} = run;
	assert.equal(learnt.id, '03b1f28a-a5ce-4a57-bf82-71f48e299f1b');
	assert.deepEqual([learnt.name, learnt.group, learnt.work], ['bavud-zapap', 'train', 'train']);
	assert.deepEqual(learnt.config, {delay: 0, epochs: 5, fail_at: 0, lr: 0.3, seed: 7, tag: 'é漢'});
	assert.deepEqual(learnt.outcome, {status: 'finished', why: 'proc/exit 0'});
	assert.equal(new Date(learnt.startedAtMs!).toISOString(), '2026-11-21T01:19:58.540Z');
	assert.deepEqual(learnt.notes, ['best é', 'looks good', 'check **again** 漢']);
	assert.deepEqual(learnt.summary, {note: 'é漢', ok: true, acc: 0.9107898059487198, loss: 0.1784203881025604});
	assert.deepEqual(learnt.command?.argv, ['python', 'train.py']);
	assert.deepEqual(run.points('loss').at(-1), [5, 0.17842]);
	assert.equal(run.walls('loss').length, 5);
	assert.match(run.text, /^step: 1\nloss: 0\.703238\n/);
	const about = learnt.extra.Gage as Record<string, string>;
	assert.match(about['changed in the source']!, /\+lr = 0\.3/);
	assert.match(about.project!, /\(gone\)$/);
	assert.deepEqual([about.operation, about.namespace, about.version], ['train', 'runs-head-proj', '2']);
});

test('the release keeps a directory, and shows ctrl-c as a lock without a process', () => {
	const release = loadRuns('release');
	const finished = readRun(release, '700b');
	assert.equal(finished.learnt.name, 'labar-hagal');
	assert.deepEqual(finished.learnt.notes, ['best é', 'looks good', 'check **again** 漢']);
	assert.equal(finished.learnt.logFiles.at(-1)?.split('/').at(-1), '40_run');
	const stopped = readRun(release, '0f29').learnt;
	assert.deepEqual([stopped.outcome, stopped.recorded], [null, 'running']);
	assert.ok(stopped.pid !== null && stopped.writer.marksEnd);
});

test('trash and archives in both dialects', () => {
	const head = loadRuns('head');
	const deleted = readRun(head, '332f').learnt.outcome;
	assert.deepEqual([deleted?.status, deleted?.why.includes('proc/exit 0')], ['deleted', true]);
	const archived = readRun(head, 'be8d').learnt;
	assert.deepEqual([archived.outcome?.status, (archived.extra.Gage as {archive: string}).archive], ['finished', 'attic']);
	const released = readRun(loadRuns('release'), '60bb').learnt;
	assert.deepEqual([released.outcome?.status, released.name], ['deleted', 'kafur-pihod']);
	const marker = '/head/332fd8ea-efc0-412b-aa0b-5e665bca1e5a.move/01a1fbb0-ffff-4452-a7c3-0dbf092e8639-active';
	assert.equal(readRun(head.write(marker, ''), '332f').learnt.outcome?.status, 'finished', 'the last marker counts');
});

test('a staged run waits', () => {
	assert.equal(readRun(loadRuns('head'), 'ee09').learnt.outcome?.status, 'queued');
});

test('that Gage holds output back is said, until there is some', () => {
	const head = loadRuns('head');
	const source = openRun(head, '6271');
	const collected = new Collected();
	source.read(collected, 1e6);
	const run = collected.only;
	assert.match(run.text, /buffered by Gage/);
	assert.deepEqual([run.learnt.logFiles, run.learnt.outcome], [[], null]);
	assert.equal(run.learnt.writer.bufferBytes, 8192);
	assert.ok(run.learnt.signFiles.includes('/head/6271f117-687d-4895-9a71-8ee77ab01835/grid.csv'));
	head.append('/head/6271f117-687d-4895-9a71-8ee77ab01835.meta/output/40_run', 'step: 1\nloss: 0.5\n');
	source.read(collected, 1e6);
	assert.deepEqual([run.points('loss'), run.learnt.logFiles.length], [[[1, 0.5]], 1]);
});

test('a living run ends: its directory shows the exit, then gives way to the archive', () => {
	const head = loadRuns('head');
	const meta = '/head/6271f117-687d-4895-9a71-8ee77ab01835.meta';
	const source = openRun(head, '6271');
	const collected = new Collected();
	source.read(collected, 1e6);
	assert.equal(collected.only.learnt.outcome, null);
	head.write(`${meta}/proc/exit`, '-2').write(`${meta}/stopped`, '1795224009000000').remove(`${meta}/proc/lock`);
	source.read(collected, 1e6);
	assert.deepEqual(collected.only.learnt.outcome, judgeExit(-2, 'proc/exit'));
	head.write(`${meta}.zip`, zipOf({opref: '2 a b', 'proc/exit': '0'}));
	assert.equal(claimsIn(head, '/head').filter(({path}) => path.includes('6271')).length, 1, 'not twice');
});

test('scalars of event files in the run directory count before those of the output', () => {
	const release = loadRuns('release');
	const events = loadFixture('guild/home/runs/f0d07cf513e140f4ba59189737da1f7f');
	const own = '/f0d07cf513e140f4ba59189737da1f7f/.guild';
	const name = events.list(own).find(entry => entry.name.startsWith('events'))!.name;
	release.write(`/release/700b40c7-5d0d-4220-83e3-d8e45afbd246/logs/${name}`, events.readWhole(`${own}/${name}`, 1e6)!);
	assert.deepEqual([...readRun(release, '700b').metrics.keys()].sort(), ['acc', 'logs#acc', 'logs#loss', 'loss']);
});

test('of a living run the output that is begun anew counts anew, and event files that come later take the place of what was printed', () => {
	const head = loadRuns('head');
	const work = '/head/6271f117-687d-4895-9a71-8ee77ab01835';
	const source = openRun(head, '6271');
	const collected = new Collected();
	const lossAfter = (change: () => void) => {
		change();
		readAll(source, collected);
		return collected.only.points('loss');
	};
	const output = `${work}.meta/output/40_run`;
	assert.deepEqual(
		lossAfter(() => head.write(output, 'step: 1\nloss: 0.5\nstep: 2\nloss: 0.25\n')),
		[
			[1, 0.5],
			[2, 0.25],
		],
	);
	assert.deepEqual(
		lossAfter(() => head.write(output, 'step: 1\nloss: 0.75\n')),
		[[1, 0.75]],
	);
	const events = tfrecords(scalar(1_760_000_000, 1, 'loss', 0.125), scalar(1_760_000_001, 2, 'loss', 0.5));
	assert.deepEqual(
		lossAfter(() => head.write(`${work}/events.out.tfevents.1760000000.host`, events)),
		[
			[1, 0.125],
			[2, 0.5],
		],
	);
});

test('a summary gives values and the names that people see', () => {
	const {values, titles, label} = readSummary({
		metrics: {acc: {value: 0.5, label: 'Accuracy'}, none: null},
		attributes: {model: {value: 'vit', label: 'Model'}, ok: true},
		run: {label: 'best'},
	});
	assert.deepEqual(values, {model: 'vit', ok: true, acc: 0.5, none: null});
	assert.deepEqual([titles, label], [{acc: 'Accuracy', model: 'Model'}, 'best']);
});

test('operations of both dialects', () => {
	assert.deepEqual(parseOperation('1 toys train'), {schema: 1, namespace: 'toys', name: 'train', version: null});
	assert.deepEqual(parseOperation('2 toys train 3'), {schema: 2, namespace: 'toys', name: 'train', version: '3'});
	for (const broken of ['', 'toys train', '1 toys', '1 a b c d']) assert.equal(parseOperation(broken), null);
});

test('what is printed beside bars of the same name is where these stand, and a bar counts once at a step', () => {
	const files = loadRuns('release');
	const output = '/release/700b40c7-5d0d-4220-83e3-d8e45afbd246.meta/output/40_run';
	const bar = (epoch: number, at: number, loss: number) =>
		`\rEpoch ${epoch}: ${at * 50}%|##  | ${at}/2 [00:00<00:00, 49.48it/s, loss=${loss}]`;
	const epochOf = (epoch: number, losses: number[]) =>
		`${bar(epoch, 1, 9)}${bar(epoch, 1, losses[0]!)}${bar(epoch, 2, losses[1]!)}\nloss: ${losses[2]}\nval_loss: ${losses[2]}\n`;
	const read = (text: string) => readRun(files.write(output, text), '700b');
	const run = read(`acc: 0.5\n${epochOf(1, [8, 7, 7.5])}acc: 0.6\n${epochOf(2, [6, 5, 5.5])}acc: 0.7\nval_loss: 3\n`);
	assert.deepEqual(run.points('loss'), [
		[1, 8],
		[2, 7],
		[2, 7.5],
		[3, 6],
		[4, 5],
		[4, 5.5],
	]);
	assert.deepEqual(run.points('val_loss'), [
		[2, 7.5],
		[4, 5.5],
		[5, 3],
	]);
	assert.deepEqual(
		run.points('acc').map(([step]) => step),
		[0, 1, 2],
		'counted before a bar was seen',
	);
	const apart = read(`${bar(1, 1, 8)}${bar(1, 2, 7)}\nval: 1\nval: 2\n`);
	assert.deepEqual(
		apart.points('val').map(([step]) => step),
		[0, 1],
		'no name is shared',
	);
	const said = read(`${bar(1, 1, 8)}${bar(1, 2, 7)}\nstep: 9\nloss: 2\n`);
	assert.deepEqual(said.points('loss').at(-1), [9, 2]);
});

test('copies of source code are those of the manifest, in a directory and in an archive', () => {
	const files = loadRuns('head');
	const id = '01234567-89ab-4cde-8f01-23456789abcd';
	const manifest = `s ${'0'.repeat(64)} my train.py\nd ${'0'.repeat(64)} data.bin\n`;
	const own = {opref: '2 a b', started: '1795224009000000'};
	files.write(`/head/${id}/my train.py`, 'epochs=3');
	files.write(`/head/${id}.meta.zip`, zipOf({...own, manifest}));
	const copies = [['my train.py', `/head/${id}/my train.py`]];
	assert.deepEqual([...(openRun(files, id).kept?.('').sources ?? [])], copies);
	files.remove(`/head/${id}.meta.zip`);
	for (const [name, text] of Object.entries({...own, manifest})) files.write(`/head/${id}.meta/${name}`, text);
	assert.deepEqual([...(openRun(files, id).kept?.('').sources ?? [])], copies);
});
