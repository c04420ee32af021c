import assert from 'node:assert/strict';
import test from 'node:test';
import type {Status} from '../../../source/core/status.ts';
import {endWithWhole, judgeByParts} from '../../../source/engine/liveness/parts.ts';
import {field} from '../../encodings/protobuf-writer.ts';
import {exit, logOf, row, run, started} from '../../formats/wandb/logs.ts';
import {Lab, minuteMs} from './lab.ts';

const idle = {status: 'idle', why: 'no write for 1 h'} as const;
const byParts = (...parts: Status[]) => {
	const found = judgeByParts(idle, parts);
	return found && [found.status, found.why];
};

test('a run that does not tell how it stands is what those within it are', () => {
	assert.deepEqual(byParts('finished', 'running', 'failed'), ['running', '1 of 3 runs in it runs']);
	assert.deepEqual(byParts('stalled', 'stalled', 'failed'), ['stalled', '2 of 3 runs in it have stalled']);
	assert.deepEqual(byParts('finished', 'failed', 'crashed'), ['failed', '1 of 3 runs in it failed']);
	assert.deepEqual(byParts('finished', 'pruned', 'deleted'), ['finished', 'all 2 runs in it are finished']);
	assert.deepEqual(byParts('finished'), ['finished', 'the run in it is finished']);
	assert.equal(byParts('finished', 'idle'), null);
	assert.equal(byParts('deleted'), null);
	assert.equal(judgeByParts({status: 'running', why: ''}, ['finished']), null, 'it may go on to the next');
});

test('a run without an end of its own has ended with the one around it; how, only a good end of that tells', () => {
	const by = 'the run that it belongs to is over: exit code';
	const cases: [own: Status, whole: Status | null, is: Status, why: string][] = [
		['idle', 'finished', 'finished', by],
		['running', 'finished', 'finished', by],
		['idle', 'failed', 'idle', by],
		['running', 'stopped', 'idle', by],
		['running', 'crashed', 'idle', by],
		['running', 'queued', 'running', 'own'],
		['running', null, 'running', 'own'],
		['failed', 'finished', 'failed', 'own'],
	];
	for (const [own, whole, status, why] of cases) {
		const outcome = whole === null ? null : {status: whole, why: 'exit code'};
		const verdict = endWithWhole({status: own, why: 'own', holdsMs: 0}, outcome);
		assert.deepEqual([verdict.status, verdict.why], [status, why], `${own} in ${whole}`);
	}
});

test('a job follows the runs within it as they end', async context => {
	const lab = new Lab(context);
	const file = (id: string) => `job/wandb/offline-run-20261121_003418-${id}/run-${id}.wandb`;
	const startMs = lab.nowMs - 10 * minuteMs;
	const log = (id: string, ...end: Uint8Array[]) =>
		lab.grown(file(id), logOf(run(field(1, id), started(startMs)), row(0, {loss: 1}, startMs / 1000 + 1), ...end));
	lab.write('job/.hydra/config.yaml', 'lr: 1\n');
	lab.write('job/.hydra/hydra.yaml', 'hydra:\n  job:\n    name: train\n');
	lab.write('job/.hydra/overrides.yaml', '[]\n');
	lab.date(startMs, ...['config', 'hydra', 'overrides'].map(name => `job/.hydra/${name}.yaml`));
	log('aaaaaaaa', exit(0));
	log('bbbbbbbb');
	await lab.sleeper({holds: file('bbbbbbbb')});
	lab.look('job');
	// What it shows of life by itself is forgotten by then.
	assert.equal(lab.look('job', 15 * minuteMs).why, '1 of 2 runs in it has stalled');
	log('bbbbbbbb', exit(0));
	assert.equal(lab.look('job').why, 'all 2 runs in it are finished');
});
