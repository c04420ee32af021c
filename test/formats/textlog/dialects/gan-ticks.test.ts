import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from '../read-log.ts';
import {progressOf, scan} from '../scan-lines.ts';

const ticks = [
	'tick 0     kimg 0.0      time 21s          sec/tick 4.0     sec/kimg 126.19  maintenance 17.1   cpumem 5.39   gpumem 22.65  reserved 23.15  augment 0.000',
	'tick 14    kimg 70.1     time 1h 38m 21s   sec/tick 366.1   sec/kimg 73.10   maintenance 0.1    cpumem 5.88   gpumem 9.79   reserved 10.64  augment 0.052',
	'tick 1587  kimg 634.0    time 7d 08h 07m   sec/tick 396.5   sec/kimg 99.12   maintenance 0.3    cpumem 6.35   gpumem 30.74  reserved 41.21  augment 34.266',
];

test("reads StyleGAN's ticks", () => {
	assert.deepEqual(scan(...ticks), [
		'0 kimg=0 sec/tick=4 sec/kimg=126.19 maintenance=17.1 cpumem=5.39 gpumem=22.65 reserved=23.15 augment=0',
		'14 kimg=70.1 sec/tick=366.1 sec/kimg=73.1 maintenance=0.1 cpumem=5.88 gpumem=9.79 reserved=10.64 augment=0.052',
		'1587 kimg=634 sec/tick=396.5 sec/kimg=99.12 maintenance=0.3 cpumem=6.35 gpumem=30.74 reserved=41.21 augment=34.266',
	]);
	const older =
		'tick 3     kimg 12.1     minibatch 32   time 5m 01s       sec/tick 60.2    sec/kimg 15.05   maintenance 0.0    gpumem 4.5 ';
	assert.deepEqual(scan(older), ['3 kimg=12.1 minibatch=32 sec/tick=60.2 sec/kimg=15.05 maintenance=0 gpumem=4.5']);
	assert.deepEqual(scan('tick 3 kimg 12.1 of the clock was late', 'tick 3'), []);
});

test('how far it is shows by the images that were announced', () => {
	assert.equal(progressOf('Training for 1000 kimg...', ...ticks.slice(0, 2)), '70.1/1000 kimg');
	assert.equal(progressOf('  "total_kimg": 25000,', ticks[2]!), '634/25000 kimg');
	assert.equal(progressOf(...ticks), null);
	assert.equal(progressOf('Training for 500 kimg...', ticks[2]!), null);
	const run = readLog(`Training duration:   1000 kimg\nTraining for 1000 kimg...\n\n${ticks.slice(0, 2).join('\n')}\n`);
	assert.deepEqual(run.learnt.progress, {step: 70.1, total: 1000, unit: 'kimg', from: 'counter in train.log'});
});
