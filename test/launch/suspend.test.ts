import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import test from 'node:test';
import {start} from '../drive/pty.ts';
import {killGroup, makePlace, program, waitFor} from './program.ts';

const stateOf = (pid: number) => readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)![0];

test('ctrl-z stops a program with the run that it is, and fg wakes both', async context => {
	const place = makePlace(context);
	const drive = start(['/bin/bash', '--norc', '--noprofile', '-i'], {cwd: place.root, env: {...place.env, PS1: '$ '}});
	context.after(() => drive.stop());
	await drive.waitFor('$');
	const code = 'trap "echo step=2 loss=1; exit 6" USR1; echo step=1 loss=2; while :; do sleep 0.05; done';
	drive.press(`${process.execPath} ${program} run --name a -- sh -c '${code}'`, 'enter');
	const {pid}: {pid: number} = JSON.parse(await place.read('runs/a/xtui-run.json', text => text.includes('"pid"')));
	context.after(() => killGroup(pid));
	await place.read('runs/a/metrics.jsonl', text => text.includes('loss'));
	drive.press('ctrl-z');
	await drive.waitFor('Stopped');
	await waitFor(() => stateOf(pid) === 'T');
	drive.press('fg', 'enter');
	await waitFor(() => stateOf(pid) !== 'T');
	process.kill(pid, 'SIGUSR1');
	assert.equal((await place.json('runs/a/exit.json')).exit_code, 6);
	assert.match(await place.read('runs/a/metrics.jsonl'), /"step": 2/);
});
