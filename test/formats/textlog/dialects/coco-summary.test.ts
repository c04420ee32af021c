import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scan} from '../scan-lines.ts';

const summary = (all: string, small: string): string[] => [
	` Average Precision  (AP) @[ IoU=0.50:0.95 | area=   all | maxDets=100 ] = ${all}`,
	` Average Precision  (AP) @[ IoU=0.50      | area=   all | maxDets=100 ] = 0.612`,
	` Average Precision  (AP) @[ IoU=0.50:0.95 | area= small | maxDets=100 ] = ${small}`,
	' Average Recall     (AR) @[ IoU=0.50:0.95 | area=   all | maxDets= 10 ] = 0.333',
	' Average Recall     (AR) @[ IoU=0.50:0.95 | area= large | maxDets=100 ] = 0.444',
];

test('what pycocotools prints of an evaluation belongs to the step before it, but for sizes that nothing has', () => {
	assert.deepEqual(
		scan('iter: 40 loss: 0.9', ...summary('0.401', '-1.000'), 'iter: 80 loss: 0.8', ...summary('0.502', '0.120')),
		[
			'40 loss=0.9',
			'40 AP=0.401',
			'40 AP50=0.612',
			'40 AR@10=0.333',
			'40 ARl=0.444',
			'80 loss=0.8',
			'80 AP=0.502',
			'80 AP50=0.612',
			'80 APs=0.12',
			'80 AR@10=0.333',
			'80 ARl=0.444',
		],
	);
});

test('boxes and masks are told apart, and evaluations alone are a row each', () => {
	const [first] = summary('0.401', '0.1');
	const [second] = summary('0.402', '0.1');
	assert.deepEqual(scan('IoU metric: bbox', first!, 'IoU metric: segm', second!, 'Evaluate annotation type *bbox*', second!), [
		'0 bbox/AP=0.401',
		'0 segm/AP=0.402',
		'1 bbox/AP=0.402',
	]);
	const log = (text: string) => `2024-01-02 10:00:00,000 - mmdet - INFO - ${text}`;
	assert.deepEqual(scan(log('Evaluating bbox...'), first!, log('Evaluating segm...'), second!), [
		'0 bbox/AP=0.401',
		'0 segm/AP=0.402',
	]);
});
