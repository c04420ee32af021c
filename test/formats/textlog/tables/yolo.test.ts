import assert from 'node:assert/strict';
import {test} from 'node:test';
import {progressOf, scan} from '../scan-lines.ts';

const head = '      Epoch    GPU_mem   box_loss   cls_loss   dfl_loss  Instances       Size';
const row = (epoch: string, loss: number) =>
	`        ${epoch}      2.31G      ${loss}      2.735      1.379         13        640`;
const valHead = '                 Class     Images  Instances      Box(P          R      mAP50  mAP50-95)';
const all = (map: number) => `                   all          4         17      0.913      0.525      0.742      ${map}`;
const full = ': 100%|██████████| 2/2 [00:01<00:00,  1.22s/it]';

test('reads the epochs and validations of Ultralytics', () => {
	const lines = [
		head,
		`${row('1/3', 1.25)}:  50%|█████     | 1/2 [00:01<00:01,  1.22s/it]`,
		`${row('1/3', 1.125)}${full}`,
		`${valHead}: 100%|██████████| 1/1 [00:00<00:00,  3.05it/s]`,
		all(0.538),
	];
	assert.deepEqual(scan(...lines), [
		'1 box_loss=1.25 cls_loss=2.735 dfl_loss=1.379 GPU_mem=2.31',
		'1 box_loss=1.125 cls_loss=2.735 dfl_loss=1.379 GPU_mem=2.31',
		'1 P=0.913 R=0.525 mAP50=0.742 mAP50-95=0.538',
	]);
	assert.equal(progressOf(...lines), '2/6 it');
});

test('reads the bars that Ultralytics draws itself', () => {
	const lines = [
		head,
		`${row('2/3', 1.125)}: 50% ━━━━━━────── 1/2 1.2it/s 0.8s<0.8s`,
		`${valHead}: 100% ━━━━━━━━━━━━ 1/1 3.0it/s 0.3s`,
		all(0.5),
	];
	assert.deepEqual(scan(...lines), [
		'2 box_loss=1.125 cls_loss=2.735 dfl_loss=1.379 GPU_mem=2.31',
		'2 P=0.913 R=0.525 mAP50=0.742 mAP50-95=0.5',
	]);
	assert.equal(progressOf(...lines), '3/6 it');
});

test('a row that is torn is none, of training and of validation', () => {
	const torn = [
		row('2/3', 1.5).slice(0, -20),
		row('2/3', 1.5).replace('2.735', '2.7x5'),
		all(0.5).slice(0, -22),
		all(0.5).replace('0.525', '0.5x'),
	];
	assert.deepEqual(scan(head, row('1/3', 1.25), ...torn.slice(0, 2), valHead, ...torn.slice(2), all(0.5)), [
		'1 box_loss=1.25 cls_loss=2.735 dfl_loss=1.379 GPU_mem=2.31',
		'1 P=0.913 R=0.525 mAP50=0.742 mAP50-95=0.5',
	]);
	assert.deepEqual(scan(valHead, all(0.5)), scan('Validating best.pt...', valHead, all(0.5)), 'of no epoch');
});

test('takes the validation of the kept weights, and rows of single classes, for none of the last epoch', () => {
	const one = '                person          4         10      0.111      0.222      0.333      0.444';
	assert.deepEqual(
		scan(
			head,
			row('3/3', 1.125),
			valHead,
			all(0.5),
			one,
			'3 epochs completed in 0.005 hours.',
			'Validating best.pt...',
			valHead,
			all(0.75),
		),
		['3 box_loss=1.125 cls_loss=2.735 dfl_loss=1.379 GPU_mem=2.31', '3 P=0.913 R=0.525 mAP50=0.742 mAP50-95=0.5'],
	);
});

test('reads YOLOv5, which counts epochs from 0 and names the last one, masks, and classification', () => {
	const lines = [
		'     Epoch   gpu_mem       box       obj       cls     total    labels  img_size',
		`       1/2     3.29G     0.041      0.07      0.01      0.12       232       640${full}`,
		`               Class      Images      Labels           P           R      mAP@.5  mAP@.5:.95${full}`,
		'                 all         128         929       0.602       0.601       0.711       0.422',
	];
	assert.deepEqual(scan(...lines), [
		'1 box=0.041 obj=0.07 cls=0.01 total=0.12 gpu_mem=3.29',
		'1 P=0.602 R=0.601 mAP@.5=0.711 mAP@.5:.95=0.422',
	]);
	assert.equal(progressOf(...lines), '4/6 it');
	const masks = `${valHead}     Mask(P          R      mAP50  mAP50-95)`;
	assert.deepEqual(
		scan(head, row('1/3', 1.125), masks, `${all(0.5)}        0.8        0.7        0.6        0.4`)[1],
		['1 P=0.913 R=0.525 mAP50=0.742 mAP50-95=0.5 Mask P=0.8 Mask R=0.7 Mask mAP50=0.6 Mask mAP50-95=0.4'].join(),
	);
	assert.deepEqual(
		scan(
			'      Epoch    GPU_mem       loss  Instances       Size',
			'        1/3      2.31G      1.125         13        224',
			'               classes   top1_acc   top5_acc',
			'                   all        0.5          1',
		),
		['1 loss=1.125 GPU_mem=2.31', '1 top1_acc=0.5 top5_acc=1'],
	);
});

test('takes a line of what a program was told for no row', () => {
	assert.deepEqual(
		scan(
			'engine/trainer: task=detect, mode=train, model=yolov8n.pt, epochs=3, time=None, batch=16, lr0=0.01, momentum=0.937',
			'optimizer: AdamW(lr=0.000119, momentum=0.9) with parameter groups 57 weight(decay=0.0)',
		),
		[],
	);
	assert.deepEqual(scan('step=5, loss=0.5, acc=0.25, a=b, c=d, e=f, g=h'), ['5 loss=0.5 acc=0.25']);
});

test('a row of all classes that is torn has no counts in the place of measures', () => {
	const torn = '                   all        128        929       0.64       0.51';
	assert.deepEqual(scan(head, row('1/3', 1.125), valHead, torn), ['1 box_loss=1.125 cls_loss=2.735 dfl_loss=1.379 GPU_mem=2.31']);
});
