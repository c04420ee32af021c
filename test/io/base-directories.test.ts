import assert from 'node:assert/strict';
import os from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {settingsFile} from '../../source/commands/settings/settings-file.ts';
import {cacheDirectory} from '../../source/io/cache-directory.ts';
import {stateDirectory} from '../../source/io/state-directory.ts';

test('what is kept lies where the environment says, by an absolute path, else below the home directory', context => {
	const home = path.join(os.tmpdir(), 'someone');
	const names = ['HOME', 'XDG_CACHE_HOME', 'XDG_STATE_HOME', 'XDG_CONFIG_HOME'] as const;
	const set = (name: string, value: string | undefined) => {
		if (value === undefined) delete process.env[name];
		else process.env[name] = value;
	};
	const before = names.map(name => [name, process.env[name]] as const);
	context.after(() => {
		for (const [name, value] of before) set(name, value);
	});
	for (const [given, cache, state, settings] of [
		[undefined, '.cache/xtui', '.local/state/xtui', '.config/xtui/settings.yaml'],
		['', '.cache/xtui', '.local/state/xtui', '.config/xtui/settings.yaml'],
		['here', '.cache/xtui', '.local/state/xtui', '.config/xtui/settings.yaml'],
		[path.join(home, 'else'), 'else/xtui', 'else/xtui', 'else/xtui/settings.yaml'],
	] as const) {
		for (const name of names) set(name, name === 'HOME' ? home : given);
		assert.deepEqual(
			[cacheDirectory(), stateDirectory(), settingsFile()],
			[cache, state, settings].map(below => path.join(home, below)),
			given,
		);
	}
});
