import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ultralytics} from '../../../source/formats/ultralytics/index.ts';
import {loadFixture} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow, readTree} from '../read-tree.ts';

const place = '/runs/detect/train';
const parameters = 'task: detect\nmode: train\nepochs: 10\ntime: null\nproject: null\n';
const header = 'epoch,time,train/box_loss,lr/pg0\n';

function make(table: string, args = parameters): MemoryFiles {
	return new MemoryFiles().write(`${place}/args.yaml`, args).write(`${place}/results.csv`, table);
}

test('reads the table, the arguments and the planned epochs', () => {
	const run = readTree(ultralytics, loadFixture('ultralytics'), '/ultralytics').get('train')!;
	assert.deepEqual(run.learnt.total, {total: 10, unit: 'epoch', from: 'args.yaml epochs'});
	assert.equal(run.learnt.stepUnit, 'epoch');
	assert.equal(run.learnt.name, 'train');
	assert.equal(run.learnt.config.model, 'yolo11n.pt');
	assert.deepEqual(run.points('metrics/mAP50(B)').at(-1), [10, 0.932794]);
	assert.equal(run.metrics.has('time'), false);
});

test('reads tables that older versions filled up with spaces', () => {
	const run = readTree(ultralytics, loadFixture('ultralytics'), '/ultralytics').get('train3')!;
	assert.deepEqual(run.points('train/box_loss')[0], [0, 2.0491]);
	assert.equal(run.points('val/dfl_loss').length, 6);
});

test('is a run before its first epoch is over', () => {
	const files = new MemoryFiles().write(`${place}/args.yaml`, parameters);
	const {run, read} = follow(ultralytics, files, place);
	assert.equal(run.metrics.size, 0);
	files.write(`${place}/results.csv`, `${header}1,10,0.5,nan\n`);
	read();
	assert.deepEqual(run.points('train/box_loss'), [[1, 0.5]]);
	assert.ok(Number.isNaN(run.points('lr/pg0')[0]![1]));
});

test('is over once its curves are drawn', () => {
	const files = make(`${header}1,10,0.5,0.1\n`);
	const {run, read} = follow(ultralytics, files, place);
	assert.equal(run.learnt.outcome?.status, undefined);
	files.write(`${place}/results.png`, 'PNG');
	read();
	assert.equal(run.learnt.outcome?.status, 'finished');
});

test('is over without a picture where no epoch was better for as long as its patience, and at no other epoch', () => {
	const row = (epoch: number, map50: number, map: number) => `${epoch},${map50},${map}\n`;
	const head = 'epoch,metrics/mAP50(B),metrics/mAP50-95(B)\n';
	// The second epoch is the best by nine tenths of the stricter one.
	const files = make(head + row(1, 0.9, 0.3) + row(2, 0.7, 0.4) + row(3, 0.95, 0.35), `${parameters}patience: 2\n`);
	const {run, read} = follow(ultralytics, files, place);
	assert.equal(run.learnt.outcome ?? null, null);
	files.append(`${place}/results.csv`, row(4, 0.9, 0.2));
	read();
	assert.deepEqual(run.learnt.outcome, {status: 'finished', why: 'stopped early: no better epoch in 2, args.yaml patience'});
	files.append(`${place}/results.csv`, row(5, 0.9, 0.2));
	read();
	assert.equal(run.learnt.outcome, null);
});

test('a version that judges epochs by the stricter measure alone stops by that, and never where it has no patience', () => {
	const rows = [
		[0.8, 0.5],
		[0.9, 0.495],
		[0.7, 0.5],
	].map(([map50, map], i) => `${i + 1},${map50},${map}\n`);
	const table = `epoch,metrics/mAP50(B),metrics/mAP50-95(B)\n${rows.join('')}`;
	const statusOf = (more: string) =>
		follow(ultralytics, make(table, parameters + more), place).run.learnt.outcome?.status ?? null;
	const cases: [string, string | null][] = [
		['patience: 1\n', 'finished'],
		['patience: 2\n', null],
		['patience: 2\ncompile: false\n', 'finished'],
		['patience: 1\ncompile: false\n', null],
		['patience: 0\ncompile: false\n', null],
	];
	for (const [more, status] of cases) assert.equal(statusOf(more), status, more);
	const nothing = make(
		'epoch,metrics/mAP50(B),metrics/mAP50-95(B)\n1,0,0\n2,0,0\n',
		`${parameters}patience: 1\ncompile: false\n`,
	);
	assert.equal(follow(ultralytics, nothing, place).run.learnt.outcome ?? null, null, 'as long as nothing is found');
	assert.equal(
		follow(ultralytics, make(table.slice(0, -rows[2]!.length), `${parameters}patience: 0\n`), place).run.learnt.outcome ?? null,
		null,
		'the newest epoch is the best one',
	);
});

test('makes moments of the seconds since the start', () => {
	const files = make('');
	files.nowMs += 100_000;
	files.write(`${place}/results.csv`, `${header}1,50,0.5,0.1\n2,100,0.25,0.1\n`, {inPlace: true});
	const {run, read} = follow(ultralytics, files, place);
	const startMs = run.learnt.startedAtMs!;
	assert.ok(Math.abs(startMs - 1_760_000_000_000) < 1000);
	assert.deepEqual(run.walls('train/box_loss'), [startMs + 50_000, startMs + 100_000]);
	files.append(`${place}/results.csv`, '3,150,0.2,0.1\n4,20,0.1,0.1\n');
	read();
	assert.equal(run.walls('train/box_loss')[2], startMs + 150_000);
	assert.ok(Number.isNaN(run.walls('train/box_loss')[3]!));
});

test('does not believe the times of copied files, nor those of a resumed training', () => {
	const copied = make(`${header}1,5000,0.5,0.1\n`);
	assert.equal(follow(ultralytics, copied, place).run.learnt.startedAtMs, null);
	const resumed = make(`${header}1,5,0.5,0.1\n2,3,0.5,0.1\n`);
	assert.equal(follow(ultralytics, resumed, place).run.learnt.startedAtMs, null);
});

test('epochs are no plan where hours are', () => {
	const {run} = follow(ultralytics, make(`${header}1,10,0.5,0.1\n`, parameters.replace('time: null', 'time: 2')), place);
	assert.equal(run.learnt.total, null);
	assert.equal(run.learnt.isOpenEnded, true, 'nor where the config says epochs');
});

test('knows the directories of YOLOv5, and only those of trainings', () => {
	const files = new MemoryFiles()
		.write('/runs/train/exp/opt.yaml', 'weights: yolov5s.pt\nepochs: 300\n')
		.write('/runs/train/exp/hyp.yaml', 'lr0: 0.01\n')
		.write(
			'/runs/train/exp/results.csv',
			'               epoch,      train/box_loss\n                   0,             0.12345\n',
		);
	const {run} = follow(ultralytics, files, '/runs/train/exp');
	assert.deepEqual(run.points('train/box_loss'), [[0, 0.12345]]);
	assert.deepEqual(run.learnt.total, {total: 300, unit: 'epoch', from: 'opt.yaml epochs'});
	const other = make('', 'task: detect\nmode: val\n');
	assert.deepEqual(ultralytics.detect({path: place, entries: other.list(place)}, other), []);
});

test('is a run of YOLOv5 before its first epoch is over, with its settings, whichever table follows', () => {
	const [directory, table] = ['/runs/train/exp4', '/runs/train/exp4/results.txt'];
	const files = new MemoryFiles()
		.write(`${directory}/opt.yaml`, 'weights: small.pt\nepochs: 40\n')
		.write(`${directory}/hyp.yaml`, 'lr0: 0.02\n');
	const {run, read} = follow(ultralytics, files, directory);
	assert.equal(run.learnt.config.epochs, 40);
	assert.deepEqual(run.learnt.total, {total: 40, unit: 'epoch', from: 'opt.yaml epochs'});
	files.write(table, '  0/39  2.10G  0.1  0.02  0.03  0.15  12  640  0.1  0.2  0.3  0.4  0.5  0.6  0.7\n');
	read();
	assert.deepEqual(run.points('train/box_loss'), [[0, 0.1]]);
	assert.deepEqual(
		ultralytics.detect({path: directory, entries: files.list(directory)}, files).map(({files: of}) => of[0]),
		[table],
	);
});

test('knows a training whose arguments are lost or damaged by its table', () => {
	const table = loadFixture('ultralytics/train').readWhole('/train/results.csv', 1e6)!;
	for (const args of [null, '', '\0\0\0', '\u{fffd}', 'task: detect\nepochs: 1', 'task: detect\nmode: tr']) {
		const files = new MemoryFiles().write('/runs/train/results.csv', table);
		if (args !== null) files.write('/runs/train/args.yaml', args);
		const {run} = follow(ultralytics, files, '/runs/train');
		assert.equal(run.learnt.name, 'train');
		assert.ok(run.points('train/box_loss').length > 0);
	}
	const plain = new MemoryFiles().write('/runs/x/results.csv', 'epoch,train/loss,val/loss\n1,2,3\n');
	assert.deepEqual(ultralytics.detect({path: '/runs/x', entries: plain.list('/runs/x')}, plain), []);
});

const losses = '   0.03831   0.04247   0.01189   0.09267';
const measured = '    0.3154    0.5121    0.4316    0.2274   0.04523   0.04212    0.0121';
const epochRow = (epoch: number) => `     ${epoch}/9     3.07G${losses}       112       640${measured}\n`;

test('reads the table without a header that YOLOv5 wrote before', () => {
	const old = '/runs/train/exp';
	const files = new MemoryFiles()
		.write(`${old}/hyp.yaml`, 'lr0: 0.01\nbox: 0.05\n')
		.write(`${old}/opt.yaml`, 'weights: yolov5s.pt\nepochs: 10\nbatch_size: 16\n')
		.write(`${old}/results.txt`, epochRow(0) + epochRow(1));
	const {run, read} = follow(ultralytics, files, old);
	assert.deepEqual(run.learnt.total, {total: 10, unit: 'epoch', from: 'results.txt'});
	assert.equal(run.learnt.config.batch_size, 16);
	assert.deepEqual(run.learnt.config.hyp, {lr0: 0.01, box: 0.05});
	assert.equal(run.learnt.outcome?.status, undefined);
	assert.deepEqual(run.points('train/box_loss'), [
		[0, 0.03831],
		[1, 0.03831],
	]);
	const last = Object.fromEntries([...run.metrics.keys()].map(name => [name, run.points(name).at(-1)![1]]));
	assert.deepEqual(last, {
		gpu_mem: 3.07,
		'train/box_loss': 0.03831,
		'train/obj_loss': 0.04247,
		'train/cls_loss': 0.01189,
		'train/total_loss': 0.09267,
		labels: 112,
		img_size: 640,
		'metrics/precision': 0.3154,
		'metrics/recall': 0.5121,
		'metrics/mAP_0.5': 0.4316,
		'metrics/mAP_0.5:0.95': 0.2274,
		'val/box_loss': 0.04523,
		'val/obj_loss': 0.04212,
		'val/cls_loss': 0.0121,
	});
	files.append(`${old}/results.txt`, `${epochRow(2)}    3/9   3.07`).write(`${old}/results.png`, 'PNG');
	read();
	assert.equal(run.points('metrics/recall').length, 3);
	assert.equal(run.learnt.outcome?.status, 'finished');
	assert.deepEqual(run.problems, []);
});

test('calls the loss of boxes as the first versions did, and names a row that is none', () => {
	const files = new MemoryFiles()
		.write('/runs/exp0_tiny/hyp.yaml', 'giou: 0.05\ncls: 0.58\n')
		.write('/runs/exp0_tiny/results.txt', `${epochRow(0)}what is this\n${epochRow(1)}`);
	const {run} = follow(ultralytics, files, '/runs/exp0_tiny');
	assert.equal(run.points('train/giou_loss').length, 2);
	assert.equal(run.metrics.has('train/box_loss'), false);
	assert.deepEqual(run.problems, [
		{file: '/runs/exp0_tiny/results.txt', message: 'Line 2 is no row of an epoch and was skipped'},
	]);
});

test('the group is the project, which lies where its runs lie now', () => {
	const groupOf = (project: string) => {
		const {learnt} = follow(ultralytics, make(header, parameters.replace('project: null', `project: ${project}`)), place).run;
		return [learnt.group, learnt.groupScope];
	};
	assert.deepEqual(groupOf('/somewhere/else/detect'), ['detect', '/runs']);
	assert.deepEqual(groupOf('before'), ['before', null]);
	assert.deepEqual(groupOf('null'), [null, null]);
});

test('makes no row of the halves of two that a hole of NULs has between them, and says so', () => {
	const files = make(`${header}1,10,0.5,0.1\n2,20${'\0'.repeat(8)},40,0.2,0.1\n5,50,0.1,0.1\n`);
	const {run} = follow(ultralytics, files, place);
	assert.deepEqual(run.points('train/box_loss'), [
		[1, 0.5],
		[5, 0.1],
	]);
	assert.deepEqual(
		run.problems.map(({message}) => message),
		['Line 3 holds zero bytes: what was written there is lost, and it was left out'],
	);
});

test('a classification of YOLOv5 has no file of hyperparameters, and its arguments say the planned epochs', () => {
	const header =
		'epoch,             train/loss,              test/loss,  metrics/accuracy_top1,  metrics/accuracy_top5,    lr/0\n';
	const files = new MemoryFiles()
		.write('/runs/train-cls/exp/opt.yaml', 'model: yolov5s-cls.pt\nepochs: 10\nbatch_size: 64\n')
		.write('/runs/train-cls/exp/results.csv', `   ${header}   0,   0.5,   0.6,   0.5,   0.9,   0.01\n`);
	const {run} = follow(ultralytics, files, '/runs/train-cls/exp');
	assert.deepEqual(run.learnt.total, {total: 10, unit: 'epoch', from: 'opt.yaml epochs'});
	assert.deepEqual(run.points('metrics/accuracy_top1'), [[0, 0.5]]);
	assert.equal(run.learnt.config.batch_size, 64);
	files.write('/runs/train-cls/exp/results.csv', 'epoch,loss\n0,0.5\n');
	const listing = {path: '/runs/train-cls/exp', entries: files.list('/runs/train-cls/exp')};
	assert.deepEqual(ultralytics.detect(listing, files), []);
});
