import assert from 'node:assert/strict';
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {startSession} from './live-session.ts';

test('what is wrong with a file while it is being written is wrong no more once it was', async context => {
	const session = startSession();
	context.after(() => session.close());
	const write = (file: string, text: string) => {
		mkdirSync(path.dirname(path.join(session.root, file)), {recursive: true});
		writeFileSync(path.join(session.root, file), text);
	};
	const guild = 'runs/0123456789abcdef0123456789abcdef/.guild';
	write(`${guild}/attrs/initialized`, '1760000000000000');
	write(`${guild}/attrs/started`, '1760000000000000');
	write(`${guild}/attrs/exit_status`, '');
	write(`${guild}/LOCK`, String(process.pid));
	write(`${guild}/opref`, 'script:. "" "" train.py\n');
	const id = '0b5b7c4e-0000-4000-8000-000000000000';
	write(`gage/${id}.meta/opref`, '2 runs train 2');
	write(`gage/${id}.meta/initialized`, '1760000000000000');
	write(`gage/${id}.meta/started`, '1760000000000000');
	write(`gage/${id}.meta/proc/exit`, '');
	write(`wandb/run-20201127_120000-abc/wandb-metadata.json`, '');
	write(`wandb/run-20201127_120000-abc/wandb-history.jsonl`, '{"loss": 1, "_step": 0}\n');
	const faulty = () => [...session.rows.values()].filter(({problemCount}) => problemCount > 0).map(({dir}) => dir);
	await session.until('three with a problem', () => faulty().length === 3);
	rmSync(path.join(session.root, guild, 'LOCK'));
	write(`${guild}/attrs/exit_status`, '0');
	write(`gage/${id}.meta/proc/exit`, '0');
	write(`wandb/run-20201127_120000-abc/wandb-metadata.json`, '{"startedAt": "2020-11-27T12:00:00", "exitcode": 0}');
	await session.until('none with a problem', () => faulty().length === 0);
	assert.deepEqual(
		[...session.rows.values()].filter(({format}) => format !== 'wandb').map(({status}) => status),
		['finished', 'finished'],
	);
});
