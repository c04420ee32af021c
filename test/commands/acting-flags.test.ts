import assert from 'node:assert/strict';
import {test} from 'node:test';
import {actingCommands} from '../../source/commands/acting/acting-commands.ts';

test('every verb that acts on runs can be tried without doing anything, done without being asked, and refused', () => {
	const verbs = actingCommands.filter(({name}) => name !== 'run' && name !== 'journal');
	assert.ok(verbs.length >= 13);
	for (const {name, flags} of verbs)
		for (const flag of ['where', 'dry-run', 'yes', 'readonly'])
			assert.ok(
				flags.some(spec => spec.name === flag),
				`${name} --${flag}`,
			);
});
