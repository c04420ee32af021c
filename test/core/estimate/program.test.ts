import assert from 'node:assert/strict';
import {test} from 'node:test';
import {programOf} from '../../../source/core/estimate/program.ts';

test('the program of a command is the script or the module, whatever starts it and is given to it', () => {
	const told: [string, string][] = [
		['python train.py --lr 0.1', 'train.py'],
		['/v/bin/python3.11 -u -X dev /copy/1/train.py evaluate.py', 'train.py'],
		['python -um guild.op_main train', 'guild.op_main'],
		['torchrun --nproc-per-node 4 -m pkg.train', 'pkg.train'],
		['accelerate launch --config_file a.yaml train.py', 'train.py'],
		['/copy/1/train.py lr=0.1', 'train.py'],
		['flexlock-run -d cfg:cfg -s fit', 'flexlock-run'],
		['python -c pass other.py', 'python'],
		['bash', 'bash'],
		['', ''],
	];
	for (const [command, program] of told) assert.equal(programOf(command.split(' ')), program, command);
});
