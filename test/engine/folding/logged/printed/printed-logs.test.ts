import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {readAggregate} from '../../../../../source/core/row.ts';
import {ReadingShelf} from '../../../../../source/engine/asleep/shelf.ts';
import {Engine} from '../../../../../source/engine/engine.ts';
import {scanOnce} from '../../../../../source/engine/headless.ts';
import type {Folds} from '../../../../../source/engine/joining.ts';
import {makeRow} from '../../../../../source/engine/model/row.ts';
import {formats} from '../../../../../source/formats/index.ts';
import {nodeFiles} from '../../../../../source/io/files.ts';
import {beganMs, rowsOf, stampOf, Tree, trainerState, wandbRun} from '../tree.ts';

const losses = [2.029310703277588, 1.518985903263092, 0.9012044668197632, 0.09417];
const place = (id: string, fromS = 1) => `wandb/offline-run-${stampOf(fromS)}-${id}`;

/** What a program prints, each loss with so many decimals. */
const printed = (values: readonly number[], decimals = 4): string =>
	values.map((loss, epoch) => `Epoch ${epoch}: loss ${loss.toFixed(decimals)}\n`).join('');

/** The same of a logger with times, from so many seconds after the beginning on. */
const timed = (values: readonly number[], atS: number): string =>
	values.map((loss, epoch) => `${stampOf(atS + epoch, ['-', ' '])} INFO Epoch ${epoch}: loss ${loss.toPrecision(5)}\n`).join('');

const treeOf = (context: TestContext, logs: Record<string, string>, ids = ['aaaa1111']): Tree => {
	const tree = new Tree(context).writeAll('', logs, 90);
	for (const [i, id] of ids.entries()) tree.write(...wandbRun({id, losses, fromS: 1 + i * 200, toS: 100 + i * 200}), 100);
	return tree;
};

test('a W&B run and what its program printed into a file beside it are one row on the screen', context => {
	const tree = treeOf(context, {'train.log': printed(losses)});
	assert.deepEqual(tree.rows(), [`${place('aaaa1111')} wandb+textlog`]);
	assert.equal(tree.rows(false).length, 2);
	assert.equal(
		treeOf(context, {'logs/out.txt': printed(losses)}).rows().length,
		1,
		'further below the place where it was started',
	);
	assert.equal(treeOf(context, {'train.log': timed(losses, 2)}).rows().length, 1, 'so many digits of each');
});

test('a time that a library said before the training began does not date what was printed of it without times', context => {
	const warning = `${stampOf(-60, ['-', ' '])} [WARNING] No accelerator was found\n`;
	assert.equal(treeOf(context, {'train.log': warning + printed(losses)}).rows().length, 1);
});

test('a log of other values, of too few digits or of another time stays a run beside the one of W&B', context => {
	const rows = (log: string) => treeOf(context, {'train.log': log}).rows().length;
	assert.equal(rows(printed(losses.map(loss => loss + 0.001))), 2);
	assert.equal(rows(printed(losses, 2)), 2, 'many trainings have such values');
	assert.equal(rows(printed([Number.POSITIVE_INFINITY, ...losses], 2)), 2, 'what is infinite has no digits');
	assert.equal(rows(printed(losses.slice(0, 2))), 2, 'two values prove nothing');
	assert.equal(rows(timed(losses, 3600)), 2, 'printed by the same training, started once more an hour later');
});

test('a log belongs to a program that was started above or below it, not beside', context => {
	const rows = (log: string) => {
		const [place, bytes] = wandbRun({id: 'aaaa1111', losses});
		return new Tree(context).write(`code/${place}`, bytes, 100).write(log, printed(losses), 100).rows().length;
	};
	assert.equal(rows('train.log'), 1);
	assert.equal(rows('code/logs/train.log'), 1);
	assert.equal(rows('other/train.log'), 2);
});

test('what a program printed and what its logger kept of it in the directory of the run are one row, by their values and times', context => {
	const rows = (logs: Record<string, string>) => new Tree(context).writeAll('', logs, 90).rows();
	const kept = {'runs/a/log.txt': timed(losses, 2)};
	assert.deepEqual(rows({'train.out': `no time here\n${timed(losses, 2)}`, ...kept}), ['runs/a textlog']);
	assert.equal(rows({'runs/a/console.log': timed(losses, 2), ...kept}).length, 1, 'beside it');
	assert.equal(rows({'train.out': timed(losses, 3600), ...kept}).length, 2, 'of the same seed, an hour later');
	assert.equal(rows({'train.out': printed(losses), ...kept}).length, 1, 'its logger alone says when');
	assert.equal(rows({'train.out': printed(losses), ...kept, 'runs/b/log.txt': timed(losses, 2)}).length, 3, 'of either');
	assert.equal(
		rows({'train.out': printed(losses), 'runs/a/log.txt': printed(losses)}).length,
		2,
		'lines without times prove nothing',
	);
	assert.equal(rows({'train.out': timed(losses, 2), ...kept, 'runs/b/log.txt': timed(losses, 2)}).length, 3, 'it fits two');
	assert.equal(rows({'jobs/train.out': timed(losses, 2), ...kept}).length, 1, 'beside the directories of all runs');
	assert.equal(rows({'jobs/out/train.out': timed(losses, 2), 'all/of/runs/a/log.txt': timed(losses, 2)}).length, 2, 'elsewhere');
});

test('the evaluations that a toolkit keeps beside its log are one row with that, whichever has more digits of a metric', context => {
	const accuracies = [0.51214, 0.60342, 0.72131, 0.78385];
	const log = losses.map(
		(loss, i) =>
			`${stampOf(i, ['-', ' '])} INFO Validation at step ${i}: loss: ${loss.toFixed(4)}, acc: ${accuracies[i]!.toFixed(2)}\n`,
	);
	const kept = losses.map((loss, i) => `Steps: ${i}\tLoss: ${loss.toFixed(5)}\tAcc: ${accuracies[i]!.toFixed(5)}\n`);
	assert.deepEqual(
		new Tree(context).writeAll('models/a', {'train.log': log.join(''), 'validations.txt': kept.join('')}, 90).rows(),
		['models/a textlog'],
	);
});

test('a program that is told to a tracker, prints and keeps a log is one row, whichever of it is there first', context => {
	const logs = {'train.out': timed(losses, 2), 'runs/a/log.txt': timed(losses, 2)};
	const joined = `${place('aaaa1111')} wandb+textlog`;
	assert.deepEqual(treeOf(context, logs).rows(), [joined]);
	const tree = new Tree(context).writeAll('', logs, 90);
	const rows = tree.follow();
	assert.deepEqual(rows(), ['runs/a textlog']);
	tree.write(...wandbRun({id: 'aaaa1111', losses, fromS: 1, toS: 100}), 100);
	assert.deepEqual(rows(), [joined]);
	tree.write('train.out', timed([9.25, 8.125, 7.0625, 6.5], 300), 400);
	assert.deepEqual(rows(), ['. textlog', joined], 'begun anew by another training');
});

test('what a program printed is one row with the log in the directory of a job', context => {
	const tree = new Tree(context).writeAll('', {'job/.hydra/config.yaml': 'lr: 1\n', 'job/log.txt': timed(losses, 2)}, 90);
	const [before] = tree.rows();
	tree.write('train.out', timed(losses, 2), 90);
	assert.deepEqual(tree.rows(), [before]);
});

test('of two logs of one training beside each other the longer one stays, which was begun before the training went on', context => {
	const values = Array.from({length: 12}, (_, i) => 0.9123 / (i + 1));
	for (const [whole, rest] of [
		['a', 'b'],
		['b', 'a'],
	]) {
		const tree = new Tree(context).write(`out/log_${whole}.txt`, timed(values, 0), 100);
		tree.write(`out/log_${rest}.txt`, timed(values, 0).split('\n').slice(3).join('\n'), 100);
		const runs = [...tree.scan().registry.runs.values()].map(makeRow);
		assert.deepEqual(
			runs.map(row => [row.path.slice(-9), readAggregate(row, 'loss', 'points')]),
			[[`log_${whole}.txt`, 12]],
		);
	}
});

test('logs of trainings with one seed stay apart, since none can be told from the other', context => {
	assert.equal(treeOf(context, {'a.log': printed(losses), 'b.log': printed(losses)}).rows().length, 3);
	assert.equal(treeOf(context, {'train.log': printed(losses)}, ['aaaa1111', 'bbbb2222']).rows().length, 3);
});

test('a log that goes on when its run is resumed is the newest start’s', context => {
	const tree = treeOf(context, {'train.log': printed(losses)}, ['aaaa1111', 'aaaa1111']);
	assert.ok(tree.rows().includes(`${place('aaaa1111', 201)} wandb+textlog`));
});

/** The rows of a tree that is open on the screen, a minute later each time. */
function follow({root}: Tree): () => string[] {
	let nowMs = Date.now();
	const engine = new Engine(nodeFiles, formats, () => nowMs, true);
	engine.start([root]);
	return () => {
		nowMs += 60_000;
		engine.rescan();
		while (!engine.work(() => false));
		engine.judge(nowMs);
		return rowsOf(engine);
	};
}

test('a log that is begun anew by the next training is a run of its own again', context => {
	const tree = treeOf(context, {'train.log': printed(losses)});
	const rows = follow(tree);
	assert.equal(rows().length, 1);
	tree.write('train.log', printed(losses.map(loss => loss * 3)), 400);
	assert.equal(rows().length, 2);
});

/** What `xtui run` keeps of a program that printed those losses, a second each. */
const recorded = (name: string, fromS: number, values: readonly number[]): Record<string, string> => {
	const startedAt = beganMs / 1000 + fromS;
	const rows = values.map((loss, step) => JSON.stringify({step, time: startedAt + step, loss: Number(loss.toPrecision(5))}));
	return {
		[`runs/${name}/xtui-run.json`]: JSON.stringify({
			xtui: 1,
			id: name,
			name,
			started_at: startedAt,
			command: {argv: ['python3']},
		}),
		[`runs/${name}/metrics.jsonl`]: `${rows.join('\n')}\n`,
		[`runs/${name}/exit.json`]: JSON.stringify({ended_at: startedAt + values.length, exit_code: 1}),
	};
};

const told = (values: readonly number[]): string => values.map((loss, step) => `${JSON.stringify({step, loss})}\n`).join('');

test('what a program wrote that `xtui run` recorded is that run, which says how it ended', context => {
	const tree = new Tree(context).writeAll('', {'out/metrics.jsonl': told(losses), ...recorded('one', 1, losses)}, 4);
	assert.deepEqual(tree.rows(), ['runs/one xtui+jsonl']);
	assert.deepEqual(tree.rows(false), ['out jsonl', 'runs/one xtui']);
	const [run] = [...tree.scan().registry.runs.values()];
	assert.equal(run!.judgement.status, 'failed');
});

test('what the next run of `xtui run` writes into the same file is that one’s', context => {
	const tree = new Tree(context).writeAll('', {'out/metrics.jsonl': told(losses), ...recorded('one', 1, losses)}, 4);
	const rows = follow(tree);
	assert.deepEqual(rows(), ['runs/one xtui+jsonl']);
	const others = losses.map(loss => loss * 1.37);
	tree.writeAll('', {'out/metrics.jsonl': told(others), ...recorded('two', 300, others)}, 304);
	assert.deepEqual(rows(), ['runs/one xtui', 'runs/two xtui+jsonl']);
});

test('a log that came to its end since it was last compared is, although its points were let go of meanwhile', context => {
	const tree = treeOf(context, {'train.log': printed(losses.slice(0, 2))});
	let nowMs = Date.now();
	const engine = new Engine(nodeFiles, formats, () => nowMs, true);
	engine.start([tree.root]);
	engine.setFirst([-1]);
	const rowsAfter = (seconds: number) => {
		nowMs += seconds * 1000;
		engine.rescan();
		while (!engine.work(() => false));
		engine.judge(nowMs);
		return rowsOf(engine).length;
	};
	assert.equal(rowsAfter(60), 2);
	tree.write('train.log', `${printed(losses)}Training finished\n`, 101);
	rowsAfter(5);
	assert.ok([...engine.registry.runs.values()].every(({asleep}) => asleep !== null));
	assert.equal(rowsAfter(60), 1);
});

test('they are one row at later starts, too, whether both were one row when they were kept or not', context => {
	for (const folds of [true, false] as Folds[]) {
		const tree = treeOf(context, {'train.log': `${printed(losses)}Training finished\n`});
		const scan = (kept: ReturnType<ReadingShelf['renew']>, how: Folds) => {
			const shelf = new ReadingShelf(nodeFiles).load('this program', kept);
			const engine = scanOnce([tree.root], nodeFiles, formats, Date.now, how, shelf);
			return {rows: rowsOf(engine), kept: shelf.renew(engine.registry.handles)};
		};
		const first = scan(null, folds);
		assert.equal(first.rows.length, folds === true ? 1 : 2);
		assert.equal(scan(first.kept, true).rows.length, 1);
	}
});

test('another training that goes on in the log is not hidden by the run of the first', context => {
	const tree = treeOf(context, {'train.log': printed(losses)});
	const rows = follow(tree);
	assert.equal(rows().length, 1);
	tree.write('train.log', printed(losses) + printed(losses.map(loss => loss * 3)), 150);
	rows();
	assert.deepEqual(rows(), tree.rows(), 'as it is where the screen is opened now');
	assert.equal(tree.rows().length, 3);
});

test('a trainer of Hugging Face that died is known by what it printed into a file beside its output directory', context => {
	const shown = losses.map((loss, i) => `{'loss': ${loss.toFixed(4)}, 'learning_rate': 1e-05, 'epoch': ${i / 10}}\n`).join('');
	const died = `${shown}Traceback (most recent call last):\n  File "train.py", line 3, in <module>\nRuntimeError: too warm\n`;
	const tree = new Tree(context)
		.write('out/checkpoint-8/trainer_state.json', trainerState(losses), 100)
		.write('train.log', died, 110);
	const rows = [...tree.scan().registry.runs.values()].map(makeRow);
	assert.deepEqual(
		rows.map(({dir, formats: all, status, progress}) => [dir, all.join('+'), status, progress?.total]),
		[['out', 'hf-trainer+textlog', 'failed', 100]],
	);
});

const table = (values: readonly number[]) => `epoch,loss\n${values.map((loss, epoch) => `${epoch},${loss}\n`).join('')}`;

test('a table of a training and what it printed into a directory beside it are one row, of other values they are two', context => {
	const rows = (log: string) =>
		new Tree(context).write('logs/train.log', log, 100).write('metrics.csv', table(losses), 100).rows().length;
	assert.equal(rows(printed(losses)), 1);
	assert.equal(rows(printed(losses.map(loss => loss * 1.01))), 2);
	assert.equal(rows(printed([1.9, 0.75, 0.4321, 0.09417])), 2, 'another one of a sweep that ended at the same value');
	assert.equal(rows(`${printed([...losses.slice(0, 2), 0.7431, 0.5112, 0.4309])}`), 2, 'another one with the same first values');
});

test('each log of a sweep goes to its own table, those of one seed to none', context => {
	const runs = [losses, losses.map(loss => loss * 1.01), losses.map(loss => loss * 1.02)];
	const tree = new Tree(context);
	for (const [i, values] of runs.entries())
		tree.write(`logs/${i}.log`, printed(values), 100).write(`out/${i}/metrics.csv`, table(values), 100);
	const merged = [...tree.scan().registry.runs.values()].map(({layers}) =>
		layers.map(({metrics}) => metrics.get('loss')!.values.at(0)),
	);
	assert.equal(merged.length, 3);
	for (const [exact, shown] of merged) assert.ok(Math.abs(exact! - shown!) < 0.0001, 'its own');
	assert.equal(tree.write('out/again/metrics.csv', table(losses), 100).rows().length, 5);
});

test('a traceback that went into a file of its own is how the run failed that was logged until then', context => {
	const died = 'Traceback (most recent call last):\n  File "train.py", line 3, in <module>\nRuntimeError: too warm\n';
	const rowsAt = (atS: number, ids = ['aaaa1111'], exitCode: number | null = 1, before = '') => {
		const tree = new Tree(context).write('err.txt', before + died, atS);
		for (const id of ids) tree.write(...wandbRun({id, losses, toS: 100, exitCode}), 100);
		return [...tree.scan().registry.runs.values()].map(makeRow).map(({formats: all, status}) => `${all.join('+')} ${status}`);
	};
	assert.deepEqual(rowsAt(101), ['wandb+textlog failed']);
	assert.deepEqual(rowsAt(80), ['wandb+textlog failed'], 'a program may be long about its end');
	for (const atS of [170, 900]) assert.equal(rowsAt(atS).length, 2, 'of another program, much later');
	assert.equal(rowsAt(101, ['aaaa1111'], 0).length, 2, 'of another program, since the run ended well');
	assert.equal(rowsAt(101, ['aaaa1111'], 1, printed([3.3, 2.2, 1.1])).length, 2, 'of one with values of its own');
	assert.equal(rowsAt(101, ['aaaa1111', 'bbbb2222']).length, 3, 'of one of two');
	assert.deepEqual(rowsAt(losses.length, ['aaaa1111'], null), ['wandb+textlog failed']);
	assert.equal(rowsAt(losses.length - 4, ['aaaa1111'], null).length, 2, 'of another program, since the run went on');
});
