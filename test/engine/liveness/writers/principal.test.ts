import assert from 'node:assert/strict';
import {closeSync, copyFileSync, openSync, realpathSync} from 'node:fs';
import test, {type TestContext} from 'node:test';
import {emptyFacts} from '../../../../source/core/run.ts';
import {judge} from '../../../../source/engine/liveness/judge.ts';
import {EvidenceFinder} from '../../../../source/engine/liveness/writers/evidence.ts';
import {sleepsWhole} from '../../../../source/engine/liveness/writers/principal.ts';
import {readWords} from '../../../../source/io/processes/processes.ts';
import {Lab, stateOf, until} from '../lab.ts';

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

test('so it is with the service of versions before, which Python runs', context =>
	suspend(context, (trainer, lab) => [['bash', lab.at('wait.sh'), '-m', 'wandb', 'service', '--pid', String(trainer)]]));

test('a program sleeps once all that it has started is suspended too, but for the service that writes for it', async context => {
	const lab = new Lab(context);
	const trainer = await lab.start(['bash', '-c', 'sleep 60 & sleep 60 & echo $(jobs -p); wait'], {
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	const said = await new Promise<string>(resolve => trainer.stdout!.once('data', data => resolve(String(data))));
	const [worker, service] = said.trim().split(' ').map(Number) as [number, number];
	context.after(() => [worker, service].map(pid => process.kill(pid, 'SIGKILL')));
	const stop = async (pid: number) => {
		process.kill(pid, 'SIGSTOP');
		await stateOf(pid, 'T');
	};
	assert.equal(sleepsWhole(trainer.pid, service), false);
	await stop(trainer.pid);
	assert.equal(sleepsWhole(trainer.pid, service), false, 'its worker goes on');
	await stop(worker);
	assert.equal(sleepsWhole(trainer.pid, service), true);
	assert.equal(sleepsWhole(trainer.pid, worker), false);
});

test('a service that shows a title in the place of its words names its program there', context =>
	suspend(context, (trainer, lab) => [['bash', lab.at('wait.sh')], `wandb-service(2-${trainer}-s-40285)`]));
