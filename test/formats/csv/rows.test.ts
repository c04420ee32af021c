import assert from 'node:assert/strict';
import {test} from 'node:test';
import {file, follow, read} from './read-table.ts';

test('reads decimal commas where the table has no other reading', () => {
	const run = read('Schritt;Verlust;Impuls\n0;2,63;0,9\n1;2,40;0,9\n2;1.234,5;0,9\n');
	assert.deepEqual(run.points('Verlust'), [
		[0, 2.63],
		[1, 2.4],
		[2, 1234.5],
	]);
	assert.equal(run.points('Impuls').length, 3);
	assert.deepEqual(run.problems, []);
});

test('refuses decimal commas rather than misreading them', () => {
	const commas = read('step,loss\n0,2,63\n1,2,40\n');
	assert.equal(commas.metrics.size, 0);
	assert.match(commas.problems[0]!.message, /decimal comma/);
	const mixed = read('step;loss;acc\n0;2,63;0.5\n1;2,40;0.6\n');
	assert.deepEqual([...mixed.metrics.keys()], ['acc']);
	assert.match(mixed.problems[0]!.message, /"2,63"\) were not read/);
});

test('reads commas between thousands, also of steps, where others have decimal points', () => {
	const run = read('step,tokens,loss\n"1,000","12,345",0.9\n"2,000","24,690",0.8\n');
	assert.deepEqual(run.points('tokens'), [
		[1000, 12_345],
		[2000, 24_690],
	]);
	assert.equal(run.points('loss')[0]![0], 1000);
	assert.deepEqual(read('step,reward\n1,"1,234.5"\n2,999.5\n').points('reward'), [
		[1, 1234.5],
		[2, 999.5],
	]);
});

test('waits until a table shows what its commas are, and says so where it does not', () => {
	const {files, run, read: readOn} = follow('step;tokens\n1;1,234\n2;2,345\n');
	assert.equal(run.metrics.size, 0);
	assert.match(run.problems[0]!.message, /"1,234"\) were not read/);
	files.append(file, '3;0,5\n');
	readOn();
	assert.deepEqual(run.points('tokens'), [
		[1, 1.234],
		[2, 2.345],
		[3, 0.5],
	]);
	assert.deepEqual(run.problems, []);
});

test('does not take a list of two numbers for one', () => {
	const run = read('step,layers,loss\n1,"64,128",0.9\n2,"64,128",0.8\n');
	assert.deepEqual([...run.metrics.keys()], ['loss']);
	assert.deepEqual(run.problems, []);
});

test('reads percent signs, and says where a column has other numbers too', () => {
	assert.deepEqual(read('epoch,acc\n1,45.6%\n2,60 %\n').points('acc'), [
		[1, 45.6],
		[2, 60],
	]);
	const mixed = read('epoch,acc\n1,45.6%\n2,0.6\n');
	assert.deepEqual(mixed.points('acc'), [[1, 45.6]]);
	assert.match(mixed.problems[0]!.message, /with and without a percent sign/);
});

test('places rows by the batches of their epoch where an epoch has several', () => {
	const {files, run, read: readOn} = follow('epoch,batch,loss\n0,0,1\n');
	assert.deepEqual(run.points('loss'), [[0, 1]]);
	assert.equal(run.learnt.stepUnit, 'epoch');
	files.append(file, '0,10,2\n1,0,3\n1,10,4\n');
	readOn();
	assert.deepEqual(run.points('loss'), [
		[0, 1],
		[10, 2],
		[20, 3],
		[30, 4],
	]);
	assert.equal(run.metrics.has('batch'), false);
	assert.equal(run.learnt.stepUnit, null);
});

test('places one row an epoch by its epoch, whatever else is counted in it', () => {
	const run = read('epoch,batch,loss\n0,99,1\n1,99,2\n2,99,3\n');
	assert.deepEqual(run.points('loss'), [
		[0, 1],
		[1, 2],
		[2, 3],
	]);
	assert.equal(run.points('batch').length, 3);
});

test('keeps values of training and of other data apart where a column says which a row is about', () => {
	const run = read('epoch,split,loss,val_acc\n0,train,1,\n0,val,2,0.5\n1,train,0.5,\n1,val,1.5,0.6\n');
	assert.deepEqual(run.points('loss'), [
		[0, 1],
		[1, 0.5],
	]);
	assert.deepEqual(run.points('val loss'), [
		[0, 2],
		[1, 1.5],
	]);
	assert.deepEqual([...run.metrics.keys()], ['loss', 'val loss', 'val_acc']);
});

test('places batches of a validation by themselves where they are a curve of their own', () => {
	const epoch = (number: number) =>
		`${number},train,0,4\n${number},train,1,3\n${number},train,2,2\n${number},val,0,9\n${number},val,1,8\n`;
	const run = read(`epoch,phase,batch,loss\n${epoch(0)}${epoch(1)}`);
	assert.deepEqual(
		run.points('loss').map(([step]) => step),
		[0, 1, 2, 3, 4, 5],
	);
	assert.deepEqual(run.points('val loss'), [
		[0, 9],
		[1, 8],
		[2, 9],
		[3, 8],
	]);
});

test('a row without a step belongs to the step before, and takes no value from it', () => {
	const run = read('step,loss,val_loss\n1,3,\n,,9\n2,2,\n,1,8\n');
	assert.deepEqual(run.points('loss'), [
		[1, 3],
		[2, 2],
	]);
	assert.deepEqual(run.points('val_loss'), [
		[1, 9],
		[2, 8],
	]);
	assert.match(run.problems[0]!.message, /Line 5 has no step/);
});

test('leaves columns of words alone that say nothing of the data', () => {
	assert.deepEqual([...read('step,mode,loss\n0,min,1\n1,max,2\n').metrics.keys()], ['loss']);
});

test('keeps the curves of several seeds apart, and of one seed bare', () => {
	const run = read('fold,epoch,loss\na,0,9\na,1,8\nb,0,7\nb,1,6\n');
	assert.deepEqual([...run.metrics.keys()], ['fold a/loss', 'fold b/loss']);
	assert.deepEqual(run.points('fold a/loss'), [
		[0, 9],
		[1, 8],
	]);
	const both = read('seed,epoch,loss,val\n0,0,9,1\n1,0,7,2\n0,1,8,3\n1,1,6,4\n');
	assert.deepEqual([...both.metrics.keys()], ['seed 0/loss', 'seed 0/val', 'seed 1/loss', 'seed 1/val']);
	assert.deepEqual(both.points('seed 1/val'), [
		[0, 2],
		[1, 4],
	]);
	assert.ok(read('seed,epoch,loss\n3,0,9\n3,1,8\n').metrics.has('loss'));
});

test('another run that goes on with later steps is the same curve', () => {
	assert.deepEqual([...read('run,step,loss\n0,0,9\n0,1,8\n1,2,7\n').metrics.keys()], ['run', 'loss']);
});

test('ids are no metrics; a seed and columns below config are settings where they stay the same', () => {
	const run = read(
		'step,loss,run_id,pid,port,seed,config/lr,config/net/width,config/on\n1,9,7,12,29500,42,0.1,64,a\n2,8,7,12,29500,42,0.1,64,b\n',
	);
	assert.deepEqual([...run.metrics.keys()], ['loss']);
	assert.deepEqual(run.learnt.config, {seed: 42, lr: 0.1, net: {width: 64}});
	const seeds = read('seed,epoch,loss\n0,0,9\n0,1,8\n1,0,7\n1,1,6\n');
	assert.deepEqual([...seeds.metrics.keys()], ['seed 0/loss', 'seed 1/loss']);
	assert.deepEqual(seeds.learnt.config, {});
	assert.deepEqual([...read('rank,step,loss\n0,1,9\n1,1,8\n0,2,7\n').metrics.keys()], ['rank 0/loss', 'rank 1/loss']);
	assert.deepEqual([...read('step,_step,loss\n0,5,9\n').metrics.keys()], ['loss']);
	assert.deepEqual(read('_step,loss\n5,9\n').points('loss'), [[5, 9]]);
});

test('an epoch with a fraction gives way to a counter of steps behind it', () => {
	const run = read('epoch,steps,cosine_pearson\n1.0,10,0.75\n2.0,20,0.78\n');
	assert.deepEqual([...run.metrics.keys()], ['epoch', 'cosine_pearson']);
	assert.deepEqual(run.points('cosine_pearson'), [
		[10, 0.75],
		[20, 0.78],
	]);
	assert.deepEqual(read('epoch,steps,cosine_pearson\n0,-1,0.75\n1,-1,0.78\n').points('cosine_pearson').at(-1), [1, 0.78]);
});

test('a run that was resumed under another id, or counts within epochs, is one curve', () => {
	const keys = (text: string) => [...read(text).metrics.keys()].filter(name => name.includes('/'));
	assert.deepEqual(keys('run_id,step,loss\na,0,9\na,1,8\na,2,7\nb,2,6\nb,3,5\n'), []);
	assert.deepEqual(keys('epoch,iter,seed,loss\n0,0,100,9\n0,1,100,8\n1,0,101,7\n1,1,101,6\n'), []);
	assert.deepEqual(keys('step,method,train_loss,val_loss\n0,train,9,\n0,eval,,8\n1,train,7,\n1,eval,,6\n'), []);
	assert.deepEqual(keys('step,loss,rank\n0,9,50\n1,8,49\n2,7,48\n3,6,47\n0,5,50\n1,4,46\n'), []);
	assert.deepEqual(keys('step,loss,model\n0,9,a\n1,8,a\n0,7\n'), []);
});

test('curves are told apart where the header comes again, and where clients or environments take turns', () => {
	const again = read('seed,step,loss\n0,0,9\n0,1,8\nseed,step,loss\n1,0,7\n1,1,6\n');
	assert.deepEqual([...again.metrics.keys()], ['seed 0/loss', 'seed 1/loss']);
	assert.equal(again.points('seed 0/loss').length, 2);
	const turns = [0, 1, 2, 3].map(step => `${step},a${step % 3},9\n${step},b${step % 2},8\n`).join('');
	assert.equal(read(`round,client,loss\n${turns}`).metrics.size, 5);
	const environments = read(
		'step,env,reward\n1,Ant,5\n1,Hopper,3\n2,Ant,6\n2,Hopper,4\n3,Ant,7\n3,Hopper,5\n4,Ant,8\n4,Hopper,6\n',
	);
	assert.deepEqual([...environments.metrics.keys()], ['env Ant/reward', 'env Hopper/reward']);
});

test('what has fractions, or stands beside its opposite, is no id', () => {
	const run = read('step,loss,rank,acc_id,acc_ood,val/rank,gpu_id\n1,9,120,1,1,0.5,0\n2,8,119.5,1,0,0.25,0.0\n');
	assert.deepEqual([...run.metrics.keys()], ['loss', 'rank', 'acc_id', 'acc_ood', 'val/rank']);
	assert.deepEqual(run.points('rank'), [
		[1, 120],
		[2, 119.5],
	]);
	assert.deepEqual([...read('epoch,rank\n0,120.5\n1,119.5\n').metrics.keys()], ['rank']);
});

test('a year and the parts of its date, and the number of a device, are ids; a load and a count of days are none', () => {
	const keys = (text: string) => [...read(text).metrics.keys()];
	assert.deepEqual(keys('step,loss,year,month,day,gpu\n1,9,2026,11,3,0\n2,8,2026,11,4,1\n'), ['loss']);
	assert.deepEqual(keys('step,loss,day,gpu\n1,9,3,0\n2,8,4,93\n'), ['loss', 'day', 'gpu']);
	assert.deepEqual(keys('step,loss,year\n1,9,0.5\n2,8,1\n'), ['loss', 'year']);
});

test('a setting that changes in a run is a curve', () => {
	const run = read('step,loss,config/lr,config/width\n1,9,0.1,64\n2,8,0.1,64\n3,7,0.2,64\n');
	assert.deepEqual(
		run.points('config/lr').map(([, value]) => value),
		[0.1, 0.1, 0.2],
	);
	assert.deepEqual(run.learnt.config, {width: 64});
});

test('a column without a name behind others that have one is a metric; row numbers in front of them, and an empty end, are none', () => {
	const run = read('epoch,loss,\n0,1,5\n1,0.5,6\n');
	assert.deepEqual(run.points('(no name)'), [
		[0, 5],
		[1, 6],
	]);
	assert.deepEqual([...read(',epoch,loss\n0,3,1\n1,4,0.5\n').metrics.keys()], ['loss']);
	assert.deepEqual([...read('epoch,loss,\n0,1,\n1,0.5,\n').metrics.keys()], ['loss']);
});

test('takes global_step where the step beside it begins anew, and the step where it does not', () => {
	const anew = read('step,global_step,loss\n0,0,9\n1,10,8\n0,20,7\n1,30,6\n');
	assert.deepEqual(anew.points('loss'), [
		[0, 9],
		[10, 8],
		[20, 7],
		[30, 6],
	]);
	const resumed = read('step,global_step,loss\n0,0,9\n1,10,8\n2,20,7\n1,10,6\n2,20,5\n');
	assert.deepEqual(resumed.points('loss'), [
		[0, 9],
		[1, 6],
		[2, 5],
	]);
});

test('a line that was printed below the header is no row, there or below a second one', () => {
	const rows = '0,2.5\n1,2.25\n';
	for (const printed of ['UserWarning: lr 0.1 is small\n', 'a,b\n', 'step,loss\n']) {
		const run = read(`step,loss\n${printed}${rows}`);
		assert.deepEqual(run.points('loss'), [
			[0, 2.5],
			[1, 2.25],
		]);
		const again = read(`step,loss\n${rows}step,loss,acc\n${printed}5,2,0.5\n7,1,0.75\n`);
		assert.deepEqual(again.points('acc'), [
			[5, 0.5],
			[7, 0.75],
		]);
	}
});

test('a line break within a name is a space', () => {
	const run = read('step,"loss\r\n(train)","note\nhere"\r\n0,2.5,x\r\n1,2.25,x\r\n');
	assert.deepEqual([...run.metrics.keys()], ['loss (train)']);
	assert.equal(run.points('loss (train)').length, 2);
});

test('a column of words may be empty in the first row', () => {
	const run = read('epoch,phase,loss\n0,,9\n1,train,1\n1,val,2\n2,train,3\n2,val,4\n');
	assert.deepEqual(run.points('loss'), [
		[0, 9],
		[1, 1],
		[2, 3],
	]);
	assert.deepEqual(run.points('val loss'), [
		[1, 2],
		[2, 4],
	]);
});
