import assert from 'node:assert/strict';
import {test} from 'node:test';
import {csvFormat} from '../../../source/formats/csv/index.ts';
import {readDirectory} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';
import {read} from './read-table.ts';

/** The files of each run that is found in a directory with these tables. */
function found(contents: Record<string, string>): string[] {
	const files = new MemoryFiles();
	for (const [name, content] of Object.entries(contents)) files.write(`/r/${name}`, content);
	return csvFormat
		.detect({path: '/r', entries: files.list('/r')}, files)
		.map(claim => claim.files.map(file => file.slice(3)).join(' '));
}

test('a table of evaluations, whose plural says how many there were, is no run', () => {
	const perSeed = ['algo,level,seed,episodes,mean_reward,success_rate,model'];
	for (const seed of [0, 1, 2]) perSeed.push(`sac,maze,${seed},50,${seed}.5,0.25,sac_${seed}.zip`);
	assert.deepEqual(found({'metrics.csv': `${perSeed.join('\n')}\n`}), []);
	assert.deepEqual(found({'metrics.csv': `${perSeed.slice(0, 2).join('\n')}\n`}), []);
	const perRun = 'Run,Steps,Total Reward\nRun 1,22,5.5\nRun 2,61,16.5\nRun 3,95,25.5\nRun 4,30,9.5\nAverage,52,14.25\n';
	assert.deepEqual(found({'sac_evaluation_results.csv': perRun}), []);
});

test('a plural that counts, also twice, makes a table with words a run', () => {
	const rows = ['epochs,phase,loss', '1,train,2.5', '1,val,3', '2,train,2', '2,val,2.5', '1,train,2.25', '2,train,2'];
	assert.deepEqual(found({'metrics.csv': rows.join('\n')}), ['metrics.csv']);
});

test('reads episodes of a monitor that end with words of the game', () => {
	const monitor = [
		'#{"t_start": 1709287200.5, "env_id": null}',
		'r,l,t,cash,orders',
		`1.5,249,0.25,900.5,"{'A': {'buy': 7}}"`,
		`2.5,249,0.5,950.5,"{'A': {'buy': 9}}"`,
	].join('\n');
	const run = read(`${monitor}\n`, '/r/monitor.csv');
	assert.deepEqual(
		['r', 'cash'].map(name => run.points(name).map(([, value]) => value)),
		[
			[1.5, 2.5],
			[900.5, 950.5],
		],
	);
});

test('a column of percents hides no table of a training', () => {
	const table = 'ep_rew_mean,done,total timesteps,value_loss\n-5.5,0.0%,2048,\n-4.5,1.5%,4096,4.25\n';
	assert.deepEqual(found({'run-3.csv': table}), ['run-3.csv']);
	assert.deepEqual(read(table, '/r/run-3.csv').points('ep_rew_mean'), [
		[2048, -5.5],
		[4096, -4.5],
	]);
});

test("counts steps by the names of OpenAI's baselines", () => {
	for (const name of ['misc/total_timesteps', 'total/steps', 'TimestepsSoFar']) {
		const run = read(`eprewmean,${name},fps\n1.5,2048,90\n2.5,4096,91\n`, '/r/progress.csv');
		assert.deepEqual(run.points('eprewmean'), [
			[2048, 1.5],
			[4096, 2.5],
		]);
	}
});

test('the first column of a table without names counts by tens and hundreds too', () => {
	for (const [first, second] of [
		[100, 200],
		[99, 199],
		[0, 50],
	])
		assert.deepEqual(read(`${first},0.5\n${second},0.25\n`, '/r/loss.csv').points('1'), [
			[first, 0.5],
			[second, 0.25],
		]);
	assert.equal(read('30,0.5\n70,0.25\n', '/r/loss.csv').points('0').length, 2);
});

test('tables of the phases of one training are one run, also beside those of others', () => {
	const tables: Record<string, string> = {};
	for (const year of [1991, 1992]) {
		tables[`net_metrics_train_${year}.csv`] = 'epoch,train_loss,lr\n0,2.5,0.1\n1,2,0.1\n';
		tables[`net_metrics_val_${year}.csv`] = 'epoch,val_loss,lr\n0,3,0.1\n1,2.75,0.1\n';
	}
	assert.deepEqual(found(tables), [
		'net_metrics_train_1991.csv net_metrics_val_1991.csv',
		'net_metrics_train_1992.csv net_metrics_val_1992.csv',
	]);
	const files = new MemoryFiles();
	for (const [name, content] of Object.entries(tables)) files.write(`/r/${name}`, content);
	const runs = [...readDirectory(csvFormat, '/r', files).values()];
	assert.deepEqual(
		runs.map(run => run.points('val_loss').at(-1)),
		[
			[1, 2.75],
			[1, 2.75],
		],
	);
});

test('steps beside the number of the episode are how many it had', () => {
	const run = read('episode,reward,steps\n0,5,200\n1,6,31\n2,7,200\n3,8,90\n');
	assert.deepEqual(run.points('reward'), [
		[0, 5],
		[1, 6],
		[2, 7],
		[3, 8],
	]);
	assert.deepEqual(run.points('steps').at(-1), [3, 90]);
});

test('steps in front of the number of the episode, and steps that rise within an episode, count all rows', () => {
	assert.deepEqual(read('steps,episode,loss\n500,3,0.5\n1000,6,0.4\n').points('loss'), [
		[500, 0.5],
		[1000, 0.4],
	]);
	assert.deepEqual(read('episode,steps,loss\n0,500,0.5\n0,1000,0.4\n1,1500,0.3\n').points('loss'), [
		[500, 0.5],
		[1000, 0.4],
		[1500, 0.3],
	]);
});

test('a table with the losses of training and of other data alone is one of a training, whatever it is called', () => {
	const table = (names: string, row: string, rows = 10) => `${names}\n${`${row}\n`.repeat(rows)}`;
	const timed = table('train_loss,val_loss,f1_score,time_per_step', '2.5,3,0.25,4');
	assert.deepEqual(found({'small_bert.csv': timed}), ['small_bert.csv']);
	assert.deepEqual(found({'vgg.csv': table('loss,accuracy,val_loss,val_accuracy', '2.5,0.25,3,0.25')}), ['vgg.csv']);
	for (const names of ['depth,train_loss,val_loss', 'lr,train_loss,val_loss', 'train_loss,accuracy', 'val_loss,test_loss'])
		assert.deepEqual(found({'vgg.csv': table(names, '3,2.5,3')}), [], names);
	assert.deepEqual(found({'vgg.csv': table('model,train_loss,val_loss', 'a,2.5,3')}), []);
	assert.deepEqual(found({'folds.csv': table('train_loss,val_loss', '2.5,3', 5)}), [], 'a row a fold');
});
