import assert from 'node:assert/strict';
import {test} from 'node:test';
import {gzipSync} from 'node:zlib';
import {whyPassedOver} from '../../../../source/formats/csv/claim/passed-over.ts';
import {csvFormat} from '../../../../source/formats/csv/index.ts';
import {readDirectory} from '../../collect.ts';
import {MemoryFiles} from '../../memory-files.ts';

function claims(contents: Record<string, string>, directory = '/runs/a') {
	const files = new MemoryFiles();
	for (const [name, content] of Object.entries(contents)) files.write(`${directory}/${name}`, content);
	const found = csvFormat.detect({path: directory, entries: files.list(directory)}, files);
	return {found: found.map(({path, files: of}) => [path, ...of.map(file => file.slice(directory.length + 1))]), files};
}

const curve = 'step,loss\n0,2.5\n1,2.25\n';

test('makes the directory of a metrics table a run', () => {
	assert.deepEqual(claims({'metrics.csv': curve}).found, [['/runs/a', 'metrics.csv']]);
	assert.deepEqual(claims({'whatever.csv': 'epoch,acc\n0,0.5\n'}).found, [['/runs/a', 'whatever.csv']]);
	assert.deepEqual(claims({'training.log': 'epoch,accuracy,loss\n0,0.5,2.5\n'}).found, [['/runs/a', 'training.log']]);
});

test('knows a data frame of losses and metrics by its index without a name, whatever the file is called', () => {
	assert.deepEqual(claims({'m.csv': ',loss,val_accuracy\n0,2.5,0.1\n'}).found, [['/runs/a', 'm.csv']]);
	for (const content of [',loss,price\n0,2.5,9\n', ',loss,acc\n17,2.5,0.1\n', ',accuracy,f1\n0,0.5,0.1\n', 'x,y\n0,1\n'])
		assert.deepEqual(claims({'m.csv': content}).found, [], content);
});

test('a table that is called a log and says when its rows were is a run where something counts them', () => {
	const rows = (head: string, count: boolean) =>
		[0, 1, 2]
			.map(i => `${count ? `${i},` : ''}2024-03-01 10:0${i}:00,0.${i}1,${i}.5\n`)
			.reduce((all, row) => all + row, `${head}\n`);
	for (const counter of ['batch', 'index', 'it'])
		assert.equal(claims({'log.csv': rows(`${counter},timestamp,torque,drift`, true)}).found.length, 1, counter);
	assert.equal(claims({'log.csv': rows('timestamp,torque,drift', false)}).found.length, 0, 'a machine measures, too');
});

test('one long name of a column hides no table, prose does', () => {
	const long = `eval_${'a_long_data_set_'.repeat(12)}loss`;
	assert.equal(claims({'log.csv': `step,loss,${long}\n0,2.5,3\n1,2,2.5\n`}).found.length, 1);
	const prose = 'words of a prompt '.repeat(12);
	assert.deepEqual(claims({'log.csv': `0,loss,${prose}\n0,2.5,3\n1,2,2.5\n`}).found, []);
});

test('knows numbers with commas and percent signs in a table of metrics', () => {
	for (const content of [
		'epoch;loss;acc\n1;0,9;0,5\n',
		'step,reward,tokens\n"1,000","1,234.5","12,345"\n',
		'epoch,accuracy\n1,45.6%\n',
	]) {
		assert.deepEqual(claims({'whatever.csv': content}).found, [['/runs/a', 'whatever.csv']], content);
	}
	assert.deepEqual(claims({'results.csv': 'kernel,accuracy\n"3,3",0.9\n'}).found, []);
});

test('takes steps in an environment, stages of a recording and channels of a sensor for no training', () => {
	for (const [name, content] of Object.entries({
		'dataset.csv': 'episode,step,action,reward\n0,0,1,0.5\n0,1,0,0.5\n1,0,1,0.5\n',
		'SC4001.csv': 'Epoch,Start,Duration,Stage\n0,0,30,0\n1,30,30,1\n',
		'eeg_epochs.csv': 'epoch,channel1,channel2\n0,0.5,0.25\n1,0.5,0.25\n',
	}))
		assert.deepEqual(claims({[name]: content}).found, [], name);
	for (const content of ['episode,step,action,reward,loss\n0,0,1,0.5,0.1\n', 'epoch,channel1,channel2,loss\n0,0.5,0.25,1\n'])
		assert.equal(claims({'x.csv': content}).found.length, 1, content);
});

test('takes results over a range for no training: by horizon or threshold, by fractions that have no name, or of several trainings', () => {
	for (const [name, content] of Object.entries({
		'overall_metrics_2.csv': 'horizon,MSE,MAE\n1,0.5,0.25\n2,0.75,0.5\n',
		'metrics.csv': 'threshold,accuracy,f1\n0,0.5,0.25\n0.5,0.75,0.5\n',
		'results.csv': 'k,precision,recall\n1,0.5,0.25\n5,0.75,0.5\n',
		'cnn_seed3_test.csv': ',Accuracy,Loss\n0.05,0.75,0.5\n0.1,0.5,0.25\n',
		'loss_weight_tuning.csv': 'alpha,beta,val_loss,val_mse\n1,0.5,0.5,0.25\n0.5,0.5,0.75,0.5\n',
		'summary.csv': 'layer,acc_mean,acc_std,f1_mean,rank_by_acc\n7,0.5,0.25,0.5,1\n3,0.25,0.5,0.5,2\n',
	}))
		assert.deepEqual(claims({[name]: content}).found, [], name);
	const counted = ['k,loss,grad_norm\n0,2,0.5\n1,1,0.5\n', ',loss,val_loss\n0.5,2,0.5\n1.0,1,0.5\n1.5,0.5,0.5\n'];
	for (const content of [
		...counted,
		'epoch,threshold,loss\n1,0.5,2\n',
		'loss,threshold\n2,0.5\n',
		',loss,acc\n0,2,0.5\n1,1,0.5\n',
	])
		assert.equal(claims({'metrics.csv': content}).found.length, 1, content);
});

test('takes what is called like a time for one where it has digits or nothing', () => {
	for (const cell of ['12:30', 'Nov 3 2026', '5 min', 'NaT', 'None', '""', '3.5'])
		assert.deepEqual(claims({'loss.csv': `time,loss\n${cell},2.5\n`}).found, [['/runs/a', 'loss.csv']], cell);
});

test('takes flags beside the numbers for no text', () => {
	const monitor = '#{"t_start": 1709287200.5}\nr,l,t,is_success\n-90.1,81,0.5,False\n-80.1,82,1.0,True\n';
	assert.deepEqual(claims({'monitor.csv': monitor}).found, [['/runs/a', 'monitor.csv']]);
	assert.deepEqual(claims({'results.csv': 'accuracy,is_adult\n1,True\n'}).found, []);
});

test('makes the tables of one training one run: of CatBoost, and of monitors of its environments', () => {
	const curves = {'learn_error.tsv': 'iter\tLogloss\n0\t0.7\n', 'test_error.tsv': 'iter\tLogloss\n0\t0.8\n'};
	const left = {'time_left.tsv': 'iter\tPassed\tRemaining\n0\t12\t900\n', 'catboost_training.json': '{}'};
	assert.deepEqual(claims({...curves, ...left}).found, [['/runs/a', 'learn_error.tsv', 'test_error.tsv']]);
	const files = new MemoryFiles();
	for (const [name, content] of Object.entries({...curves, ...left})) files.write(`/runs/a/${name}`, content);
	assert.equal(csvFormat.detect({path: '/runs/a', entries: files.list('/runs/a')}, files)[0]?.ownsSubtree, true);
	const monitor = '#{"t_start": 1709287200.5}\nr,l,t\n-90.1,81,0.5\n';
	const monitors = {'0.monitor.csv': monitor, '1.monitor.csv': monitor};
	assert.deepEqual(claims(monitors).found, [['/runs/a', '0.monitor.csv', '1.monitor.csv']]);
	const progress = {'progress.csv': 'time/total_timesteps,train/loss\n2048,0.5\n'};
	assert.deepEqual(claims({...monitors, ...progress}).found, [['/runs/a', 'progress.csv']]);
});

test('monitors of different trainings are runs of their own, and an empty table beside them hides nothing', () => {
	const monitor = '#{"t_start": 1709287200.5}\nr,l,t\n-90.1,81,0.5\n';
	for (const [a, b] of [
		['ppo', 'sac'],
		['seed1', 'seed2'],
	]) {
		assert.deepEqual(claims({[`${a}.monitor.csv`]: monitor, [`${b}.monitor.csv`]: monitor}).found, [
			[`/runs/a/${a}.monitor.csv`, `${a}.monitor.csv`],
			[`/runs/a/${b}.monitor.csv`, `${b}.monitor.csv`],
		]);
	}
	assert.deepEqual(claims({'monitor.csv': monitor, 'progress.csv': ''}).found, [['/runs/a', 'progress.csv', 'monitor.csv']]);
});

test('knows a table below the line in which Excel names the separator', () => {
	const content = 'sep=;\r\nepoch;loss\r\n1;0.9\r\n';
	const {found, files} = claims({'whatever.csv': content});
	assert.deepEqual(found, [['/runs/a', 'whatever.csv']]);
	const run = [...readDirectory(csvFormat, '/runs/a', files).values()][0]!;
	assert.deepEqual(run.points('loss'), [[1, 0.9]]);
	assert.deepEqual(run.problems, []);
});

test('knows a table that has only begun', () => {
	for (const content of ['', 'step,lo', 'step,loss\n', 'step,loss\n0,2']) {
		assert.deepEqual(claims({'metrics.csv': content}).found, [['/runs/a', 'metrics.csv']], JSON.stringify(content));
	}
});

test('leaves data sets, package data and other tables alone', () => {
	const texts = Array.from({length: 50}, (_, i) => `${i},"some long review, number ${i}",1\n`).join('');
	const pixels = `label,${Array.from({length: 784}, (_, i) => `pixel${i}`).join(',')}\n5,${'0,'.repeat(783)}0\n`;
	const tables: Record<string, string> = {
		'reviews.csv': `index,text,label\n${texts}`,
		'train.csv': 'PassengerId,Survived,Name,Age\n1,0,"Braund, Mr. Owen",22\n',
		'mnist_train.csv': pixels,
		'iris.csv': 'sepal_length,sepal_width,species\n5.1,3.5,setosa\n',
		'points.csv': 'x,y\n1,2\n2,3\n',
		'addresses.csv': 'name,street\nA,B\n',
		'vocab.tsv': 'the\t1\nof\t2\n',
		'grid.csv': 'lr,epochs\n0.1,3\n0.1,4\n',
		'empty.csv': '',
		'notes.txt': 'one, two\nthree, four\n',
		'results.csv': 'model,dataset,accuracy\nresnet,cifar,0.9\n',
		// What is called like a time is none where it holds words.
		'heat_loss.csv': 'wall,area,loss_w\nnorth,12.5,300\neast,10.5,250\n',
		'test_results.csv': 'date,accuracy\nNina,0.5\nBo,0.25\n',
	};
	for (const [name, content] of Object.entries(tables)) assert.deepEqual(claims({[name]: content}).found, [], name);
});

const rowsOf = (header: string, row: (i: number) => string, count = 30) =>
	`${[header, ...Array.from({length: count}, (_, i) => row(i))].join('\n')}\n`;

test('takes a table with a step or an epoch of its own for no training', () => {
	const amounts = 'type,amount,nameOrig,oldbalanceOrg,newbalanceOrig,nameDest,isFraud';
	const payments = rowsOf(`step,${amounts}`, i => `1,PAYMENT,${i}.5,C${i}77,9.5,8.5,M${i}99,0`);
	const tables: Record<string, string> = {
		'transactions.csv': payments,
		'PS_2017_log.csv': payments,
		'episodes.csv': rowsOf('season,episode,viewers,rating', i => `1,${i},2.5,9.1`),
		'recipes.csv': rowsOf('recipe,step,instruction,minutes', i => `${i},1,stir ${i} times,3`),
		'events.csv': rowsOf('case,step,activity,cost', i => `${i},1,ask ${i},3`),
		'sensor.csv': rowsOf('epoch,temperature,humidity', i => `${1_700_000_000 + i},20.5,40`),
		'waves.csv': rowsOf('epoch,sample_ms,Fz,Cz', i => `0,${i},0.5,0.25`),
		'night.csv': rowsOf('epoch,stage,delta', i => `${i},N${i % 3},0.5`),
		'track.csv': rowsOf('step,lat,lon', i => `${i},52.5,13.4`),
	};
	for (const [name, content] of Object.entries(tables)) assert.deepEqual(claims({[name]: content}).found, [], name);
});

test('knows steps of a training beside words, and where each client or prompt has rows of a step', () => {
	const tables: Record<string, string> = {
		'samples.csv': rowsOf('step,completion,reward', i => `${i >> 3},some words ${i},0.5`),
		'results.csv': rowsOf('round,client,loss', i => `${i >> 3},c${i % 8},0.5`),
		'long.csv': rowsOf('step,name,value', i => `${i >> 3},metric ${i % 8},0.5`),
		'energies.csv': rowsOf('step,temperature,energy', i => `${i},300.5,-8`),
		'moves.csv': rowsOf('step,x,y,z,reward', i => `${i},1,2,3,0.5`),
	};
	for (const [name, content] of Object.entries(tables))
		assert.deepEqual(claims({[name]: content}).found, [['/runs/a', name]], name);
});

test('takes logs and histories of places, movements, prices and machines for none of a training', () => {
	const tables: Record<string, string> = {
		'price_history.csv': 'date,open,high,low,close,volume\n2024-01-01,1,2,0.5,1.5,900\n',
		'history.csv': 'Date,Open,High,Low,Close\n2024-01-01,1,2,0.5,1.5\n',
		'gps_log.csv': 'timestamp,lat,lon,accuracy\n1700000000,52.5,13.4,5\n',
		'log.csv': 'time,ax,ay,az\n0.01,0.5,0.25,9.8\n',
		'imu_log.csv': 'timestamp,acc_x,acc_y,acc_z,gyro_x,gyro_y,gyro_z\n1700000000,0.5,0.25,9.8,0,0,0\n',
		'gpu_log.csv':
			'timestamp, name, utilization.gpu [%], memory.used [MiB]\n2024/01/01 00:00:00.123, NVIDIA A100, 15 %, 400 MiB\n',
		'monitor.csv': 'timestamp,pressure,flow\n1700000000,0.5,0.25\n',
		'metrics.csv': 'date,revenue,orders\n2024-01-01,900,12\n',
		'test_results.csv': 'y_true,y_pred\n0.5,0.25\n',
	};
	for (const [name, content] of Object.entries(tables)) assert.deepEqual(claims({[name]: content}).found, [], name);
});

test('takes no word of a longer name for a metric', () => {
	const tables: Record<string, string> = {
		'loss_given_default.csv': 'loan,ltv,loss_given_default\n1000,0.5,0.25\n',
		'train.csv': 'loan,loss_given_default\n1000,0.25\n',
		'error_log.csv': 'timestamp,error_code,count\n1700000000,404,2\n',
		'weight_loss.csv': 'diet,before,after,loss\n1,80,78,2\n',
		'stats.csv': 'customerId,score\n1,0.5\n',
		'scores.csv': 'home_score,away_score\n1,2\n',
		'network_log.csv': 'timestamp,packet_loss\n1700000000,0.5\n',
	};
	for (const [name, content] of Object.entries(tables)) assert.deepEqual(claims({[name]: content}).found, [], name);
	for (const [name, content] of Object.entries({
		'loss_log.csv': 'g,d\n0.5,0.25\n',
		'exp3_metrics.csv': 'a,b\n0.5,0.25\n',
		'resnet_history.csv': 'train,val\n0.5,0.25\n',
		'history.csv': 'a,b\n0.5,0.25\n',
		'train.csv': 'loss,seconds\n0.5,0.25\n',
	}))
		assert.deepEqual(claims({[name]: content}).found, [['/runs/a', name]], name);
});

test('does not look into packages and other programs stores', () => {
	for (const directory of ['/p/node_modules/x', '/p/lib/site-packages/x', '/p/.git/logs', '/p/.xtui/journal']) {
		const {found, files} = claims({'metrics.csv': curve}, directory);
		assert.deepEqual(found, []);
		assert.deepEqual(files.touched, []);
	}
});

test('opens only files that could be tables, and few of a directory full of them', () => {
	const many = Object.fromEntries(Array.from({length: 500}, (_, i) => [`part-${i}.csv`, 'a,b\n1,2\n']));
	assert.equal(claims(many).files.touched.length, 0);
	assert.deepEqual(claims({'model.bin': curve, 'README.md': curve, 'a.json': curve}).files.touched, []);
});

test('makes files with the same columns runs of their own', () => {
	assert.deepEqual(claims({'seed1.csv': curve, 'seed2.csv': curve}).found, [
		['/runs/a/seed1.csv', 'seed1.csv'],
		['/runs/a/seed2.csv', 'seed2.csv'],
	]);
});

test('makes parts of a run one run', () => {
	assert.deepEqual(claims({'eval.csv': 'step,eval_loss\n0,1\n', 'metrics.csv': curve}).found, [
		['/runs/a', 'metrics.csv', 'eval.csv'],
	]);
	assert.deepEqual(claims({'train_log.csv': curve, 'val_log.csv': curve}).found, [['/runs/a', 'train_log.csv', 'val_log.csv']]);
	assert.deepEqual(claims({'metrics.csv': curve, 'gpu.csv': 'step,power\n0,300\n'}).found, [
		['/runs/a', 'metrics.csv', 'gpu.csv'],
	]);
});

test('a table that has begun with bytes of no text is none, whatever it is called', () => {
	assert.deepEqual(claims({'metrics.csv': '\0\u0001'}).found, []);
	assert.deepEqual(claims({'metrics.csv': '\u001f\u0008'}).found, []);
	for (const content of ['', 'step,lo', '\0\0', '\tstep'])
		assert.deepEqual(claims({'metrics.csv': content}).found, [['/runs/a', 'metrics.csv']], JSON.stringify(content));
});

test('a line that was printed below the header hides no table, and makes none of a log with a table in Markdown', () => {
	assert.deepEqual(claims({'metrics.csv': 'step,loss\nUserWarning: x\n0,2.5\n1,2.25\n'}).found, [['/runs/a', 'metrics.csv']]);
	assert.deepEqual(claims({'people.csv': 'name,step\nAda,x\nBob,y\n'}).found, []);
	assert.deepEqual(claims({'train.log': '| epoch | loss |\n|---|---|\n| 0 | 2.5 |\n| 1 | 2.25 |\n'}).found, []);
});

test('says why a table is not read', () => {
	const why = (text: string) => whyPassedOver('metrics.csv', new TextEncoder().encode(text));
	assert.equal(
		why('epoch,loss,val_loss\nfirst,2.5,3\nsecond,2.25,2.5\n'),
		'its column "epoch" holds "first", which is not understood as a step: write numbers there',
	);
	assert.equal(why('epoch,where\nfirst,here\nsecond,there\n'), 'its first lines show no metrics of a training');
	const monitor = new TextEncoder().encode('#{"t_start": 1.5}\nr,l,t\n9.0,9,0.1\n');
	assert.match(String(why(',0,1,2\nloss,2.5,1.25,1\nacc,0.1,0.2,0.3\n')), /turn it/);
	assert.deepEqual(claims({'metrics.csv': ',0,1,2\nloss,2.5,1.25,1\nacc,0.1,0.2,0.3\n'}).found, []);
	const packed = gzipSync('step,loss\n0,2.5\n');
	assert.match(String(whyPassedOver('metrics.csv', packed)), /compressed, which its name does not say: unpack it/);
	assert.match(
		String(whyPassedOver('metrics.csv.gz', Buffer.from('step,loss\n0,2.5\n'))),
		/not compressed: take that ending off/,
	);
	assert.match(String(whyPassedOver('0.monitor.csv', monitor)), /^its episodes are left out beside the progress\.csv/);
	assert.match(String(why('warning: x\nwarning y\nstep,loss\n0,2.5\n')), /^its table begins in line 3: take off/);
});
