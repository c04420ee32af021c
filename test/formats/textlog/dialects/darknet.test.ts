import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scan} from '../scan-lines.ts';

test("reads Darknet's batches, and no layers", () => {
	assert.deepEqual(
		scan(
			'v3 (mse loss, Normalizer: (iou: 0.750000, cls: 1.000000) Region 82 Avg (IOU: 0.255062, CIOU: 0.224703), Class: 0.497592, Obj: 0.471005, No Obj: 0.464764, .5R: 0.200000, .75R: 0.000000, count: 5',
			'Region 16 Avg IOU: 0.535812, Class: 0.996776, Obj: 0.792847, No Obj: 0.005005, .5R: 0.666667, .75R: 0.205128,  count: 39',
			' (next mAP calculation at 1200 iterations) ',
			' 1187: 3.270728, 3.027621 avg loss, 0.010000 rate, 1.429193 seconds, 75968 images, 30.824708 hours left',
			'Loaded: 1.136631 seconds - performance bottleneck on CPU or Disk HDD/SSD',
			'Region 94 Avg IOU: 0.535812, Class: 0.996776, Obj: 0.792847, No Obj: 0.005005, .5R: 0.666667, .75R: 0.205128,  count: 39',
			' Last accuracy mAP@0.5 = 0.37 %, best = 0.37 % ',
			' 11188: 3.231166, -nan avg loss, 0.010000 rate, 2.552415 seconds, 81792 images, 30.512658 hours left',
		),
		[
			'1187 loss=3.270728 avg loss=3.027621 rate=0.01',
			'1187 Last accuracy mAP@0.5=0.37',
			'11188 loss=3.231166 avg loss=NaN rate=0.01',
		],
	);
});

test('says nothing by the head of a training', () => {
	const head = ['mini_batch = 4, batch = 64, time_steps = 1, train = 1 ', 'Learning Rate: 0.002, Momentum: 0.9, Decay: 0.0005'];
	const first = ' 1: 712.5, 712.5 avg loss, 0.000000 rate, 3.4 seconds, 64 images, -1.0 hours left';
	assert.deepEqual(scan(...head, first), ['1 loss=712.5 avg loss=712.5 rate=0']);
	assert.deepEqual(scan('step 1 loss 2.5', 'mini_batch = 4, loss = 0.5'), ['1 loss=2.5', '1 epoch loss=0.5']);
});

test('reads batches of older ones', () => {
	assert.deepEqual(
		scan(
			'9: 825.548706, 680.210022 avg, 0.000000 rate, 10.086429 seconds, 960 images',
			'Loaded: 0.000000 seconds',
			'9002: 0.211667, 0.060730 avg, 0.001000 rate, 3.868000 seconds, 576128 images',
		),
		['9 loss=825.548706 avg loss=680.210022 rate=0', '9002 loss=0.211667 avg loss=0.06073 rate=0.001'],
	);
});
