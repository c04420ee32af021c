import assert from 'node:assert/strict';
import {test} from 'node:test';
import {changeFlag, describeChange, readChange, readFlags, takesNoWords} from '../../source/launch/flags.ts';

const words = (line: string) => line.split(' ');

test('reads what a command sets, in all forms, with values as what they are', () => {
	const argv = words('python -u train.py --lr 1e-4 --name=a=b --wd -0.1 --amp -v data.path=/x +seed=3 --layers 4 --no-cache');
	assert.deepEqual(readFlags(argv), {
		lr: 1e-4,
		name: 'a=b',
		wd: -0.1,
		amp: true,
		v: true,
		'data.path': '/x',
		seed: 3,
		layers: 4,
		'no-cache': true,
	});
	assert.deepEqual(readFlags(words('t --input - --amp true --log=False --name false_start')), {
		input: '-',
		amp: true,
		log: false,
		name: 'false_start',
	});
});

test("leaves an interpreter's own options and the script alone", () => {
	assert.deepEqual(readFlags(words('python -X dev -m pkg.train --lr 1')), {lr: 1});
	assert.deepEqual(readFlags(words('torchrun --nproc-per-node 4 train.py --lr 1')), {lr: 1});
	assert.deepEqual(readFlags(words('./train --lr 1')), {lr: 1});
	for (const start of [
		'python -um pkg.train',
		'python -m torch.distributed.run --nproc-per-node 4 train.py',
		'srun -n 4 --gres gpu:1 ./train',
		'env A=1 python train',
		'accelerate launch --mixed_precision bf16 -m pkg.train',
		'uv run --with torch train',
		'python -c code',
	])
		assert.deepEqual(readFlags(words(`${start} --lr 1`)), {lr: 1}, start);
});

test('changes a flag where it stands and in the form that it has', () => {
	const changes: [string, string, string, string][] = [
		['python t.py --lr 0.1 --x 1', 'lr', '0.5', 'python t.py --lr 0.5 --x 1'],
		['python t.py --lr=0.1', 'lr', '0.5', 'python t.py --lr=0.5'],
		['python t.py --learning-rate 0.1', 'learning_rate', '0.5', 'python t.py --learning-rate 0.5'],
		['python t.py model.lr=0.1 seed=1', 'model.lr', '0.5', 'python t.py model.lr=0.5 seed=1'],
		['python t.py ++a=1', 'a', '2', 'python t.py ++a=2'],
		['python t.py --lr -1', 'lr', '-2', 'python t.py --lr -2'],
		['python t.py --amp --lr 1', 'amp', 'false', 'python t.py --lr 1'],
		['python t.py --name a --lr 1', 'name', '-x', 'python t.py --name=-x --lr 1'],
		['python t.py --amp --lr 1', 'amp', 'true', 'python t.py --amp --lr 1'],
		['python t.py --amp --lr 1', 'amp', 'O2', 'python t.py --amp O2 --lr 1'],
		['python t.py --amp --lr 1', 'amp', '-O2', 'python t.py --amp=-O2 --lr 1'],
		['python t.py --lr 1', 'name', '-x', 'python t.py --lr 1 --name=-x'],
		['python t.py --lr 1', 'shift', '-1', 'python t.py --lr 1 --shift -1'],
		['python t.py --lr 1', 'lr', '-1e-4', 'python t.py --lr=-1e-4'],
		['python t.py --lr 1', 'lr', '-.5', 'python t.py --lr -.5'],
		['python t.py --lr 1', 'shift', '-1e3', 'python t.py --lr 1 --shift=-1e3'],
		['python t.py -l 1', 'l', '-1e-4', 'python t.py -l -1e-4'],
		['python t.py -l 1', 'l', '-x', 'python t.py -l=-x'],
		['python t.py a=1 a=2', 'a', '3', 'python t.py a=1 a=3'],
	];
	for (const [before, name, value, after] of changes)
		assert.equal(changeFlag(words(before), name, value).join(' '), after, before);
});

test('adds a flag in the form of the others', () => {
	const additions: [string, string][] = [
		['python t.py --x 1', 'python t.py --x 1 --new_flag 2'],
		['python t.py --x=1', 'python t.py --x=1 --new_flag=2'],
		['python t.py --some-thing 1', 'python t.py --some-thing 1 --new-flag 2'],
		['python t.py a=1 -- rest', 'python t.py a=1 new_flag=2 -- rest'],
		['python t.py', 'python t.py --new_flag 2'],
		['python t.py --amp', 'python t.py --amp --new_flag 2'],
		['python t.py a=1 --x 1 --y 2', 'python t.py a=1 --x 1 --y 2 --new_flag 2'],
	];
	assert.equal(changeFlag(words('t --amp'), 'cache', 'true').join(' '), 't --amp --cache');
	assert.equal(changeFlag(words('t --amp --lr 1'), 'cache', 'true').join(' '), 't --amp --lr 1 --cache');
	assert.equal(changeFlag(words('t --amp false'), 'cache', 'true').join(' '), 't --amp false --cache true');
	for (const [before, after] of additions) assert.equal(changeFlag(words(before), 'new_flag', '2').join(' '), after, before);
});

test('takes a value as it is, whatever a shell would make of it', () => {
	assert.deepEqual(readChange("--name=$(touch x); '"), {name: 'name', value: "$(touch x); '"});
	assert.equal(readChange('name'), null);
	assert.deepEqual(changeFlag(['./t', '--name', 'a'], 'name', '$(touch x)'), ['./t', '--name', '$(touch x)']);
});

test('says what differs between two commands', () => {
	assert.deepEqual(describeChange(words('t --a 1 --b 2'), words('t --a 3 --b 2 --c 4')), ['a: 1 → 3', 'c: (not set) → 4']);
});

test('code of a shell takes words only where it reads them', () => {
	for (const code of ['train', 'python train.py --lr 0.1', 'cd "$HOME" && ./train'])
		assert.equal(takesNoWords(['sh', '-c', code]), true, code);
	for (const code of ['train "$@"', 'train --lr $1', 'train "$*"', 'shift; train', 'for word; do train; done'])
		assert.equal(takesNoWords(['env', 'A=1', '/bin/bash', '-ec', code, 'sh', '--lr', '1']), false, code);
	assert.equal(takesNoWords(['python', '-c', 'train()']), false);
	assert.equal(takesNoWords(['sh', 'train.sh']), false);
});
