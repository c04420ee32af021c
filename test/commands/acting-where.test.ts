import assert from 'node:assert/strict';
import {test} from 'node:test';
import {findTargets} from '../../source/commands/acting/targets.ts';

/** How many runs an act would be about, or what is said where it is about none. */
function ask(where: string): number | string {
	const warned: string[] = [];
	const quiet = {print: () => undefined, printExactly: () => undefined, isTerminal: false, cols: 80};
	const words = ['test/fixtures/recorder'];
	const found = findTargets({...quiet, words, flags: {where}, warn: line => void warned.push(line)}, words);
	return found === null ? warned.join('\n') : found.targets.length;
}

test('a query without any condition, as of a variable that is not set, is about no run of an act', () => {
	assert.equal(
		ask(''),
		"xtui: --where is empty, so nothing was done; name the runs that you mean, or say --where='*' for all of them",
	);
	assert.match(String(ask(' \t')), /--where is empty/);
	assert.match(String(ask('sort:-loss')), /--where has no condition: sort:-loss, so nothing was done/);
	const all = ask('*');
	assert.ok(typeof all === 'number' && all > 1);
	assert.equal(ask('limit:1'), 1);
	assert.equal(ask('name:nothing-of-this-name'), 0);
});
