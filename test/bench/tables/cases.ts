/** A table, or lines, as people and tools write them, and what is true of it. */
export interface TableCase {
	kind: string;
	files: Record<string, string>;
	runs: number;
	/** Curves by their name, each as points; nothing else than these may be read. */
	curves: Record<string, [number, number][]>;
}

/** Whole numbers below a bound. */
type Random = (below: number) => number;
type Cell = number | string;
type Points = [number, number][];

const steps = ['step', 'epoch', 'iteration', 'global_step', 'Epoch'];
const losses = ['loss', 'train_loss', 'train/loss', 'Loss'];
const scores = ['acc', 'val_accuracy', 'eval_f1', 'reward', 'mIoU'];
const rowsOf = 8;

const text = (rows: readonly (readonly Cell[])[], separator = ','): string =>
	rows.map(row => `${row.join(separator)}\n`).join('');
const lines = (rows: readonly object[]): string => rows.map(row => `${JSON.stringify(row)}\n`).join('');

/** Writes a case of each kind, with other names and numbers for each random source. */
export function makeCases(random: Random): TableCase[] {
	const pick = (names: readonly string[]): string => names[random(names.length)]!;
	const [step, loss, score] = [pick(steps), pick(losses), pick(scores)];
	const every = [1, 10, 1000][random(3)]!;
	const first = random(2);
	const at = Array.from({length: rowsOf}, (_, i) => first + i * every);
	const curve = (from = at): Points => from.map(x => [x, (1 + random(9999)) / 10_000]);
	const [a, b, c, d] = [curve(), curve(), curve(), curve()];
	const pairs = at.map((x, i): [number, number, number] => [x, a[i]![1], b[i]![1]]);
	const two = {[loss]: a, [score]: b};
	const head = [step, loss, score];
	const one = (kind: string, name: string, content: string, curves: Record<string, Points>, runs = 1): TableCase => ({
		kind,
		files: {[name]: content},
		runs,
		curves,
	});
	/** Rows of two curves with a cell each in front: behind each other, and in turns. */
	const blocks = (x: Cell, y: Cell): Cell[][] => [...a.map(row => [x, ...row]), ...c.map(row => [y, ...row])];
	const turns = (x: Cell, y: Cell): Cell[][] =>
		a.flatMap((row, i) => [
			[x, ...row],
			[y, ...c[i]!],
		]);
	const restart = Math.floor(rowsOf / 2);
	return [
		one('plain', 'metrics.csv', text([head, ...pairs]), two),
		one('index of a data frame', 'history.csv', text([['', ...head], ...pairs.map((row, i) => [i, ...row])]), two),
		one('tabs', 'train_log.tsv', text([head, ...pairs], '\t'), two),
		one('decimal commas', 'log.csv', text([head, ...pairs.map(row => row.map(x => String(x).replace('.', ',')))], ';'), two),
		one('quotes', 'metrics.csv', text([head, ...pairs].map(row => row.map(x => `"${x}"`))), two),
		one(
			'savetxt',
			'loss.txt',
			`# ${head.join(' ')}\n${text(
				pairs.map(row => row.map(x => x.toExponential(18))),
				' ',
			)}`,
			two,
		),
		one(
			'savetxt, listed',
			'loss.dat',
			`# ${head.join(', ')}\n${text(
				pairs.map(row => row.map(x => x.toExponential(18))),
				' ',
			)}`,
			two,
		),
		one('a number a line', 'train_loss.txt', text(a.map(([, value]) => [value])), {
			train_loss: a.map(([, value], i) => [i, value]),
		}),
		one('blanks in a log', 'train.log', text([['epoch', 'loss', 'acc'], ...pairs], ' '), {loss: a, acc: b}),
		one(
			'empty cells',
			'metrics.csv',
			text([
				head,
				...pairs.flatMap(([x, y, z]) => [
					[x, y, ''],
					[x, '', z],
				]),
			]),
			two,
		),
		one(
			'long',
			'metrics.csv',
			text([
				[step, 'metric', 'value'],
				...pairs.flatMap(([x, y, z]) => [
					[x, 'loss', y],
					[x, 'acc', z],
				]),
			]),
			{
				loss: a,
				acc: b,
			},
		),
		one('split', 'log.csv', text([['split', step, 'loss'], ...turns('train', 'val')]), {loss: a, 'val loss': c}),
		one('split, first empty', 'log.csv', text([['split', step, 'loss'], ['', first - 1, 9], ...turns('train', 'val')]), {
			loss: [[first - 1, 9], ...a],
			'val loss': c,
		}),
		one('seeds in blocks', 'results.csv', text([['seed', step, 'loss'], ...blocks(0, 1)]), {'seed 0/loss': a, 'seed 1/loss': c}),
		one('seeds in turns', 'results.csv', text([['seed', step, 'loss'], ...turns(0, 1)]), {'seed 0/loss': a, 'seed 1/loss': c}),
		one('words in blocks', 'results.csv', text([['env', step, 'loss'], ...blocks('Ant', 'Hopper')]), {
			'env Ant/loss': a,
			'env Hopper/loss': c,
		}),
		one('words in turns', 'results.csv', text([['env', step, 'loss'], ...turns('Ant', 'Hopper')]), {
			'env Ant/loss': a,
			'env Hopper/loss': c,
		}),
		one('settings in blocks', 'results.csv', text([['lr', step, 'loss'], ...blocks(0.1, 0.01)]), {
			'lr 0.1/loss': a,
			'lr 0.01/loss': c,
		}),
		one('restart with a header', 'metrics.csv', text([[step, loss], ...a, [step, loss], ...c.slice(restart)]), {
			[loss]: [...a.slice(0, restart), ...c.slice(restart)],
		}),
		one('restart without', 'metrics.csv', text([[step, loss], ...a, ...c.slice(restart)]), {
			[loss]: [...a.slice(0, restart), ...c.slice(restart)],
		}),
		one('flat lines', 'metrics.jsonl', lines(pairs.map(([x, y, z]) => ({[step]: x, [loss]: y, [score]: z}))), two),
		one('nested lines', 'log.jsonl', lines(pairs.map(([x, y, z]) => ({[step]: x, train: {loss: y}, val: {loss: z}}))), {
			'train/loss': a,
			'val/loss': b,
		}),
		one(
			'lines of two kinds',
			'metrics.jsonl',
			lines([
				{event: 'start', args: {lr: 0.1}},
				...pairs.flatMap(([x, y, z]) => [
					{step: x, loss: y},
					{step: x, eval: z},
				]),
			]),
			{
				loss: a,
				eval: b,
			},
		),
		{
			kind: 'training and evaluation',
			files: {'eval_metrics.csv': text([[step, 'loss'], ...c]), 'train_metrics.csv': text([[step, 'loss'], ...a])},
			runs: 1,
			curves: {loss: a, 'eval_metrics/loss': c},
		},
		{
			kind: 'tags from TensorBoard',
			files: Object.fromEntries(
				[a, b].map((points, k) => [
					`run-x-tag-${['loss', 'acc'][k]}.csv`,
					text([['Wall time', 'Step', 'Value'], ...points.map(([x, y]) => [1.76e9 + x, x, y])]),
				]),
			),
			runs: 1,
			curves: {loss: a, acc: b},
		},
		one(
			'trials',
			'trials.csv',
			text([['number', 'value', 'params_lr', 'state'], ...d.map(([, y], i) => [i, y, 0.1, 'COMPLETE'])]),
			{},
			0,
		),
		one('predictions', 'predictions.csv', text([['id', 'label', 'score'], ...d.map(([, y], i) => [i, i % 2, y])]), {}, 0),
		one(
			'a data set',
			'train.csv',
			text([['Id', 'LotArea', 'SalePrice'], ...d.map(([x], i) => [i, 1000 + x, 90_000 + i])]),
			{},
			0,
		),
		one('texts with answers', 'test.jsonl', lines(d.map(([, y], i) => ({id: i, prompt: 'q', completion: 'a', score: y}))), {}, 0),
	];
}
