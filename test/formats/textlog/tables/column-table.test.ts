import assert from 'node:assert/strict';
import {test} from 'node:test';
import {progressOf, scan} from '../scan-lines.ts';

const head = 'epoch     train_loss  valid_loss  time    ';
const row = (epoch: number, valid = '2.000000') => `${String(epoch).padEnd(10)}1.500000    ${valid.padEnd(12)}00:0${epoch}`;
const whole = (epoch: number) => `${epoch} train_loss=1.5 valid_loss=2`;

test('a line of something else between the rows of a table costs none of them', () => {
	const warning = ['/usr/lib/scheduler.py:129: UserWarning: Detected call', '  warnings.warn("x")'];
	const best = 'Better model found at epoch 1 with valid_loss value: 2.0.';
	assert.deepEqual(
		scan(head, row(0), row(1), ...warning, row(2), best, row(3)).filter(text => text.includes('train_loss')),
		[0, 1, 2, 3].map(whole),
	);
	// Another table between them, which counts nothing.
	assert.deepEqual(scan(head, row(0), '| lr | 0.1 |', row(1)), [whole(0), whole(1)]);
	const markdown = ['| epoch | loss |', '|---|---|', '| 0 | 2.5 |', 'Saving checkpoint', '| 1 | 1.5 |'];
	assert.deepEqual(scan(...markdown), ['0 loss=2.5', '1 loss=1.5']);
});

test('numbers behind a line of something else are rows only where they go on, below the names', () => {
	const rows = [row(1), row(2), 'Confusion matrix:'];
	const said = [whole(1), whole(2)];
	assert.deepEqual(scan(head, ...rows, '3  4  5  6'), said);
	assert.deepEqual(scan(head, ...rows, row(2)), said);
	assert.deepEqual(scan(head, ...rows, row(9).replace('9 ', '90')), said);
	assert.deepEqual(scan(head, 'Saving', '3  4  5  6'), []);
	// The names of another table end this one.
	assert.deepEqual(scan(head, ...rows, 'class     precision   recall      support', row(3)), said);
	assert.deepEqual(scan('| epoch | loss |', '| 0 | 2.5 |', '| class | f1 |', '| 1 | 0.5 |'), ['0 loss=2.5']);
});

test('a cell that is no number is none of the values, and its row is one', () => {
	for (const cell of ['None', '-', '*', 'No log', '12.5%', '1,234', 'yes'])
		assert.deepEqual(scan(head, row(0), row(1, cell), row(2)), [whole(0), '1 train_loss=1.5', whole(2)], cell);
	assert.deepEqual(scan('| epoch | loss | acc |', '| 0 | 2.5 | - |', '| 1 | 1.5 |  |'), ['0 loss=2.5', '1 loss=1.5']);
	// Words where no number was may say which of two rows of an epoch this is.
	const phases = scan('epoch  phase  loss', '1      train  0.5', '1      val    0.7');
	assert.ok(!phases.some(text => text.includes('loss')));
});

test('reads tables with a column of marks', () => {
	const lines = [
		'  epoch    train_loss    valid_loss    cp     dur',
		'-------  ------------  ------------  ----  ------',
		'      1        2.5000        3.5000     +  0.0100',
		'      2        2.2500        3.2500        0.0110',
	];
	assert.deepEqual(scan(...lines), ['1 train_loss=2.5 valid_loss=3.5 dur=0.01', '2 train_loss=2.25 valid_loss=3.25 dur=0.011']);
	const last = ['epoch  loss    val     best', '0      2.5000  3.5000  *', '1      2.2500  3.2500'];
	assert.deepEqual(scan(...last), ['0 loss=2.5 val=3.5', '1 loss=2.25 val=3.25']);
});

test('a row that is torn is none', () => {
	assert.deepEqual(scan(head, row(0), row(1).slice(0, 24), row(2)), [whole(0), whole(2)]);
	const glued = scan('| epoch | loss |', '| 0 | 2.5 |', '| 1 | 2.| 2 | 1.5 |', '| 3 | 1.25 |');
	assert.deepEqual(glued, ['0 loss=2.5', '3 loss=1.25']);
	assert.deepEqual(scan(head, row(0), '1         1.5', row(2)), [whole(0), whole(2)]);
});

test('reads tables of two columns where the second is a metric', () => {
	assert.deepEqual(scan('epoch      loss', '    0    2.5000', '    1    2.2500'), ['0 loss=2.5', '1 loss=2.25']);
	assert.deepEqual(scan('Step      Description', '    0    2.5000'), []);
});

test('a table behind rows of another form that have counted further sums those up', () => {
	const rows = [1, 2, 3].map(step => `step ${step} loss ${step}.504`);
	const table = ['| step | Loss | acc |', '|---|---|---|', '| 1 | 1.5 | 0.1 |', '| 2 | 2.5 | 0.2 |'];
	assert.deepEqual(scan(...rows, ...table), ['1 loss=1.504', '2 loss=2.504', '3 loss=3.504']);
	// Another training may follow in a table.
	const read = ['1 Loss=1.5 acc=0.1', '2 Loss=2.5 acc=0.2'];
	assert.deepEqual(scan(...table, ...table), [...read, ...read]);
	const others = [...rows.map(row => row.replace('loss', 'pretrain_loss')), ...table];
	assert.deepEqual(scan(...others).slice(3), read);
	assert.deepEqual(scan(...[7, 8, 9].map((value, i) => `step ${i + 1} loss ${value}`), ...table).slice(3), read);
});

test('reads names with a blank each between them where the next line has as many numbers', () => {
	const rows = ['1 0.5 0.2', '2 0.4 0.3'];
	const said = ['1 loss=0.5 acc=0.2', '2 loss=0.4 acc=0.3'];
	assert.deepEqual(scan('epoch loss acc', ...rows), said);
	assert.deepEqual(scan('epoch     loss      acc', '    1 0.5 0.2', '  2 0.4 0.3'), said);
	assert.deepEqual(scan('epoch loss acc', rows[0]!, 'Saving checkpoint', rows[1]!), said, 'a line of something else between');
	assert.deepEqual(scan('Epoch begins now', 'saving', ...rows), [], 'which prose does not');
	assert.deepEqual(scan('step is here', '3 4'), []);
	assert.deepEqual(scan('Step Temp Press', '100 1.5 2.5'), [], 'nor what is not trained');
});

test('takes no other numbers for rows where a blank each parts the cells', () => {
	const rows = ['1 0.5 0.2', '2 0.4 0.3'];
	const matrix = ['Confusion matrix', '10 2 3', '1 20 4', '0 3 30'];
	assert.deepEqual(scan('epoch loss acc', ...rows, ...matrix), ['1 loss=0.5 acc=0.2', '2 loss=0.4 acc=0.3']);
	assert.deepEqual(
		scan('epoch   loss   acc', '1   0.5   0.2', '3 224 224'),
		['1 loss=0.5 acc=0.2'],
		'nor below rows with more blanks',
	);
	assert.deepEqual(scan('Step Temp E_pair Press', '0 1.44 -6.7 0.5', '100 1.4 -6.6 0.4'), [], 'a simulation');
});

test('reads names behind the mark of a comment, as DeePMD-kit writes them', () => {
	const names = '#  step      rmse_val    rmse_trn         lr';
	const remark = '# If there is no available reference data, rmse_*_{val,trn} will print nan';
	assert.deepEqual(
		scan(names, remark, '      0      3.33e+01    3.41e+01    1.0e-03', '    100      2.57e+01    2.56e+01    1.0e-03'),
		['0 rmse_val=33.3 rmse_trn=34.1 lr=0.001', '100 rmse_val=25.7 rmse_trn=25.6 lr=0.001'],
	);
});

test('reads a step with how many there will be in the same cell', () => {
	const table = ['| Epoch | Loss  | Acc  |', '+-------+-------+------+', '|  1/3  | 0.75  | 0.5  |', '|  2/3  | 0.5   | 0.6  |'];
	assert.deepEqual(scan(...table), ['1 Loss=0.75 Acc=0.5', '2 Loss=0.5 Acc=0.6']);
	assert.equal(progressOf(...table), '2/3 epoch');
});

test('reads the last cell of a row that is marked', () => {
	const rows = ['    1       0.75      1.0e-01 *', '    2       0.50      1.0e-02', '    3       0.25      1.0e-03 <-'];
	assert.deepEqual(scan('Epoch  Train Loss       LR', ...rows), [
		'1 Train Loss=0.75 LR=0.1',
		'2 Train Loss=0.5 LR=0.01',
		'3 Train Loss=0.25 LR=0.001',
	]);
	// Of a mark that may have a column of its own nothing says whose the number before it is.
	assert.deepEqual(scan('epoch  loss  acc  m', '    1  0.750  0.500 *', '    2  0.500  0.250 *'), []);
});

test('reads a table that pandas prints, whose rows have their number below no name', () => {
	const rows = ['0      1      0.7500     0.5', '1      2      0.5000    0.25'];
	assert.deepEqual(scan('   epoch  train_loss  val_acc', ...rows), [
		'1 train_loss=0.75 val_acc=0.5',
		'2 train_loss=0.5 val_acc=0.25',
	]);
	assert.deepEqual(scan('epoch  train_loss  val_acc', '0      1      0.7500     0.5'), []);
});
