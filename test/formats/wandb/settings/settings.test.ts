import assert from 'node:assert/strict';
import {test} from 'node:test';
import {field} from '../../../encodings/protobuf-writer.ts';
import {MemoryFiles} from '../../memory-files.ts';
import {directory, logOf, logPath, readFiles, run} from '../logs.ts';

const stamp = '2026-11-26 11:39:17,488 INFO    MainThread:13551 [wandb_setup.py:_flush():79]';
const project = (name: string) => field(3, name);
const settingsOf = (files: MemoryFiles) => readFiles(files).learnt.extra.Settings;

test('settings are merged from files, environment and program, and each says where it came from and what it replaced', () => {
	const files = new MemoryFiles()
		.write(logPath, logOf(run(project('p2'), field(10, 'a'), field(10, 'b'))))
		.write('/home/me/.config/wandb/settings', '[default]\nproject = mine\nentity = team\napi_key = 12345\n')
		.write('/ws/wandb/settings', '[default]\nproject = p1\n')
		.write(
			`${directory}/logs/debug.log`,
			[
				`${stamp} Loading settings from /home/me/.config/wandb/settings`,
				`${stamp} Loading settings from /elsewhere/wandb/settings`,
				`${stamp} Loading settings from environment variables: {'mode': 'online', 'run_tags': ['a', 'b']}`,
				`${stamp} Applying setup settings: {'mode': 'offline', '_disable_service': None}`,
			].join('\n'),
		);
	assert.deepEqual(settingsOf(files), {
		api_key: '(not shown)  (from /home/me/.config/wandb/settings)',
		entity: 'team  (from /home/me/.config/wandb/settings)',
		mode: 'offline  (from wandb.setup, over online of the environment)',
		project: 'p2  (from wandb.init, over p1 of wandb/settings)',
		run_tags: 'a, b  (from the environment)',
	});
});

test('what no file explains is said to come from where wandb does not write down', () => {
	const files = new MemoryFiles().write(logPath, logOf(run(project('p'))));
	assert.deepEqual(settingsOf(files), {
		mode: "offline  (from wandb.init, the environment or the user's settings)",
		project: "p  (from wandb.init, the environment or the user's settings)",
	});
});

test('a workspace that is disabled now says that new runs leave nothing', () => {
	const files = new MemoryFiles().write(logPath, logOf(run())).write('/ws/wandb/settings', '[default]\nmode = disabled\n');
	assert.match(String(readFiles(files).learnt.extra['new runs here']), /^disabled by wandb\/settings/);
});
