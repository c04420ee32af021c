import assert from 'node:assert/strict';
import {closeSync, copyFileSync, openSync, realpathSync} from 'node:fs';
import test from 'node:test';
import {emptyFacts} from '../../../source/core/run.ts';
import {EvidenceFinder} from '../../../source/engine/liveness/evidence.ts';
import {judge} from '../../../source/engine/liveness/judge.ts';
import {readWords} from '../../../source/io/processes/processes.ts';
import {Lab, stateOf, until} from './lab.ts';

test('a run of wandb whose program is suspended has stalled, although the service that writes for it goes on', async context => {
	const lab = new Lab(context);
	copyFileSync(realpathSync('/bin/bash'), lab.at('wandb-core'));
	lab.write('wait.sh', 'while read line; do :; done\n');
	const log = lab.write('run-abc.wandb', '');
	const trainer = await lab.start(['bash', lab.at('wait.sh')], {stdio: ['pipe', 'ignore', 'ignore']});
	const descriptor = openSync(log, 'a');
	const service = await lab.start([lab.at('wandb-core'), lab.at('wait.sh'), '--pid', String(trainer.pid)], {
		stdio: ['pipe', descriptor, 'ignore'],
	});
	closeSync(descriptor);
	await until('the service', () => readWords(service.pid).includes('--pid'));
	const facts = {...emptyFacts(), signFiles: [log]};
	const look = () => {
		const nowMs = Date.now();
		const finder = new EvidenceFinder();
		finder.prepare(nowMs);
		const times = {touchedAtMs: nowMs - 1000, modifiedAtMs: nowMs - 1000, metAtMs: nowMs - 1000, nowMs};
		const process = finder.find(facts, times);
		const signs = {signAtMs: nowMs, here: true, stallAfterMs: 60_000, stallReason: '', progress: null, process};
		const {status, why} = judge(facts, signs, nowMs);
		return [status, why];
	};
	assert.deepEqual(look(), ['running', `pid ${service.pid} holds run-abc.wandb open`]);
	trainer.kill('SIGSTOP');
	await stateOf(trainer.pid, 'T');
	assert.deepEqual(look(), ['stalled', `pid ${trainer.pid}, for which pid ${service.pid} writes, is suspended`]);
	trainer.kill('SIGCONT');
	await stateOf(trainer.pid, 'S', 'R');
	assert.deepEqual(look(), ['running', `pid ${service.pid} holds run-abc.wandb open`]);
});
