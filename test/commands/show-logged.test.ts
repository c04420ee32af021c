import assert from 'node:assert/strict';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {runShow} from '../../source/commands/show/show.ts';
import {Tree, trainerState, wandbRun} from '../engine/folding/logged/tree.ts';

async function show(context: TestContext, wordOf: (tree: Tree, log: string) => string) {
	const [log, content] = wandbRun({id: 'aaaaaaaa', config: {output_dir: 'out'}});
	const tree = new Tree(context).write('out/trainer_state.json', trainerState([3, 2, 1]), 90).write(log, content);
	const said: string[] = [];
	const status = await runShow({
		words: [wordOf(tree, log), tree.root],
		flags: {json: true},
		print: line => said.push(line),
		printExactly: line => said.push(line),
		warn: line => said.push(line),
		isTerminal: false,
		cols: 80,
	});
	return {status, said: said.join('\n')};
}

const words: Record<string, (tree: Tree, log: string) => string> = {
	'its name': () => 'out',
	'the id that wandb gave it': () => 'aaaaaaaa',
};

for (const [which, wordOf] of Object.entries(words))
	test(`what a tracker logged of a run elsewhere is shown with it, by ${which}`, async context => {
		const {status, said} = await show(context, wordOf);
		assert.equal(status, 0, said);
		const {dir, formats, sources} = JSON.parse(said) as {dir: string; formats: string[]; sources: {place: string}[]};
		assert.deepEqual([dir, formats], ['out', ['hf-trainer', 'wandb']]);
		assert.deepEqual(
			sources.map(({place}) => place),
			['', path.join('..', 'wandb/offline-run-20261121_100001-aaaaaaaa')],
		);
	});

test('what no tracker knows is not shown', async context => {
	assert.equal((await show(context, () => 'bbbbbbbb')).status, 1);
});
