import assert from 'node:assert/strict';
import {closeSync, copyFileSync, openSync, realpathSync} from 'node:fs';
import test, {type TestContext} from 'node:test';
import {emptyFacts} from '../../../source/core/run.ts';
import {EvidenceFinder} from '../../../source/engine/liveness/evidence.ts';
import {judge} from '../../../source/engine/liveness/judge.ts';
import {readWords} from '../../../source/io/processes/processes.ts';
import {Lab, stateOf, until} from './lab.ts';

/** What is found while a program is suspended and before and after, by what its service is started as. */
async function suspend(
	context: TestContext,
	start: (trainer: number, lab: Lab) => [words: [string, ...string[]], argv0?: string],
) {
	const lab = new Lab(context);
	copyFileSync(realpathSync('/bin/bash'), lab.at('wandb-core'));
	lab.write('wait.sh', 'while read line; do :; done\n');
	const log = lab.write('run-abc.wandb', '');
	const trainer = await lab.start(['bash', lab.at('wait.sh')], {stdio: ['pipe', 'ignore', 'ignore']});
	const descriptor = openSync(log, 'a');
	const [words, argv0] = start(trainer.pid, lab);
	const service = await lab.start(words, {stdio: ['pipe', descriptor, 'ignore'], ...(argv0 !== undefined && {argv0})});
	closeSync(descriptor);
	await until('the service', () => readWords(service.pid).some(word => word.includes(String(trainer.pid))));
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
}

test('a run of wandb whose program is suspended has stalled, although the service that writes for it goes on', context =>
	suspend(context, (trainer, lab) => [[lab.at('wandb-core'), lab.at('wait.sh'), '--pid', String(trainer)]]));

test('a service that shows a title in the place of its words names its program there', context =>
	suspend(context, (trainer, lab) => [['bash', lab.at('wait.sh')], `wandb-service(2-${trainer}-s-40285)`]));
