import assert from 'node:assert/strict';
import {test} from 'node:test';
import {findProgram, programOf} from '../../../source/core/command/program.ts';

test('the program of a command is the script or the module, whatever starts it and is given to it', () => {
	const told: [string, string][] = [
		['python train.py --lr 0.1', 'train.py'],
		['/v/bin/python3.11 -u -X dev /copy/1/train.py evaluate.py', 'train.py'],
		['python -um guild.op_main train', 'guild.op_main'],
		['torchrun --nproc-per-node 4 -m pkg.train', 'pkg.train'],
		['accelerate launch --config_file a.yaml train.py', 'train.py'],
		['accelerate launch --multi_gpu entry --config x.py', 'entry'],
		['accelerate launch -m --num_processes 2 pkg.train', 'pkg.train'],
		['srun -n4 -l --gres gpu:2 ./train.sh', 'train.sh'],
		['srun -m block ./train', './train'],
		['srun accelerate launch /copy/1/train.py', 'train.py'],
		['mpirun -np 4 --mca btl tcp -x PATH python -u train.py', 'train.py'],
		['python -m torch.distributed.launch --nproc_per_node=2 train.py', 'train.py'],
		['python /v/bin/torchrun --standalone train.py', 'train.py'],
		['deepspeed --include localhost:0,1 train.py --deepspeed ds.json', 'train.py'],
		['uv run -p 3.12 --frozen train', 'train'],
		['uv pip install torch', 'uv'],
		['ray job submit --working-dir . -- python train.py', 'train.py'],
		['env -u A B=1 nohup nice -n 5 time -p python3 train.py', 'train.py'],
		['python -W ignore -mpkg.train x.py', 'pkg.train'],
		['python /usr/bin/tensorboard', 'tensorboard'],
		['python -', 'python'],
		['bash -o pipefail run.sh train.py', 'run.sh'],
		['bash -lc pass', 'bash'],
		['node --require ./x.js main.mjs', 'main.mjs'],
		['deno run --allow-all main.ts', 'main.ts'],
		['C:\\py\\python.exe C:\\w\\train.py', 'train.py'],
		['/copy/1/train.py lr=0.1', 'train.py'],
		['flexlock-run -d cfg:cfg -s fit', 'flexlock-run'],
		['python -c pass other.py', 'python'],
		['bash', 'bash'],
		['', ''],
	];
	for (const [command, program] of told) assert.equal(programOf(command.split(' ')), program, command);
});

test('what is given to the program begins behind it', () => {
	const givenTo = (command: string) =>
		command
			.split(' ')
			.slice(findProgram(command.split(' ')).argumentsAt)
			.join(' ');
	for (const start of [
		'train.py',
		'./train',
		'python -u train.py',
		'python -c pass',
		'srun -n 4 python -m pkg.train',
		'torchrun -m pkg.train',
	])
		assert.equal(givenTo(`${start} -m a -c b`), '-m a -c b', start);
});
