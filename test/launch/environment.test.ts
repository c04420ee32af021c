import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isSecret, readEnvFlags, recordable, splitAssignments, tellingVariables} from '../../source/launch/record/environment.ts';

test('takes assignments in front of a program as its environment, and only those', () => {
	assert.deepEqual(splitAssignments(['A=1', 'B=x=y', 'python', 'C=3']), {env: {A: '1', B: 'x=y'}, argv: ['python', 'C=3']});
	assert.deepEqual(splitAssignments(['python', 'A=1']), {env: {}, argv: ['python', 'A=1']});
});

test('knows secrets by their names and by passwords in addresses', () => {
	for (const name of ['WANDB_API_KEY', 'HF_TOKEN', 'AWS_SECRET_ACCESS_KEY', 'DB_PASSWORD', 'GITHUB_AUTH'])
		assert.equal(isSecret(name, 'x'), true, name);
	for (const name of ['CUDA_VISIBLE_DEVICES', 'KEYBOARD', 'TOKENIZERS_PARALLELISM', 'PASSES'])
		assert.equal(isSecret(name, '1'), false, name);
	assert.equal(isSecret('DATABASE_URL', 'postgres://ada:pw@db/x'), true);
	assert.equal(isSecret('DATABASE_URL', 'postgres://db/x'), false);
});

test('records a secret only when asked to, and says what it left out', () => {
	const env = {LR: '1', API_TOKEN: 's'};
	assert.deepEqual(recordable(env, false), {env: {LR: '1'}, left: ['API_TOKEN']});
	assert.deepEqual(recordable(env, true), {env, left: []});
});

test('takes variables that are named, and nothing else that is around', () => {
	assert.deepEqual(readEnvFlags(['A', 'B=2'], {A: '1', C: '3'}), {env: {A: '1', B: '2'}});
	assert.match((readEnvFlags(['MISSING'], {}) as {fault: string}).fault, /no such variable/);
	assert.deepEqual(tellingVariables({CUDA_VISIBLE_DEVICES: '0', HOME: '/h', WANDB_API_KEY: 'x'}), {CUDA_VISIBLE_DEVICES: '0'});
});
