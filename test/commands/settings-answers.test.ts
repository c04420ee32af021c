import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {putInForce, settingsInForce} from '../../source/commands/settings/in-force.ts';
import {readSettings} from '../../source/commands/settings/read-settings.ts';
import {warnOfSettings} from '../../source/commands/settings/warn-settings.ts';
import {bare, makeTree} from './tell.ts';

/** The commands where this stands in the person's settings; null for no such file. */
async function withSettings(context: TestContext, text: string | null) {
	const tree = makeTree(context);
	const file = path.join(tree.root, 'settings.yaml');
	if (text !== null) writeFileSync(file, text);
	const before = settingsInForce();
	context.after(() => putInForce(before));
	putInForce(await readSettings(file));
	const warned = (command: string) => {
		const lines: string[] = [];
		warnOfSettings(command, {warn: line => lines.push(line.replace(tree.root, 'ROOT'))});
		return lines;
	};
	return {...tree, warned};
}

const faulty = [
	'roots: [/a, /b]',
	'mouse: maybe',
	'steps: 7',
	'times: {}',
	'lines:',
	"  loss: '('",
	'  acc: 5',
	'readonly: false',
	'keys:',
	'  sort: ctrl-t',
].join('\n');

test('settings tells each with where it comes from, for programs too, and ends 1 where something cannot be used', async context => {
	const {tell, warned} = await withSettings(context, faulty);
	const told = await tell('settings');
	assert.equal(told.status, 1);
	assert.deepEqual(bare(told.out).slice(0, 6), [
		'roots  ["/a","/b"]  (line 1)',
		'background  auto  (usual)',
		'mouse  true  (usual)',
		'ascii  false  (usual)',
		'readonly  false  (line 8)',
		'keys.sort  ["ctrl-t"]  (line 10)',
	]);
	assert.equal(told.out.at(-1), 'Set in ROOT/settings.yaml');
	const places = ['2: mouse', '3: steps', '4: times', '6: lines.loss', '7: lines.acc'];
	assert.deepEqual(
		told.err.map(line => /settings\.yaml:(\d+: \S+)/.exec(line)?.[1]),
		places,
	);
	const {status, out} = await tell('settings', '--json');
	const {file, exists, settings, faults} = JSON.parse(out.join('\n'));
	assert.deepEqual([status, file, exists, faults.length], [1, 'ROOT/settings.yaml', true, 5]);
	assert.deepEqual(settings['keys.sort'], {value: ['ctrl-t'], from: 'ROOT/settings.yaml:10'});
	assert.deepEqual(settings.mouse, {value: true, from: null});
	// Of the screen's own settings a command says nothing, and of many faults the first ones.
	const heard = warned('ls');
	assert.deepEqual(
		heard.map(line => /settings\.yaml:(\d+: \S+)/.exec(line)?.[1] ?? line),
		[...places.slice(1, 4), 'xtui: 1 more fault of the settings; xtui settings names them all'],
	);
	for (const silent of ['settings', 'doctor', 'completion']) assert.deepEqual(warned(silent), []);
});

test('without settings all is usual, and said is where they would be', async context => {
	const {tell, warned} = await withSettings(context, null);
	const {status, out, err} = await tell('settings');
	assert.deepEqual([status, err, warned('ls')], [0, [], []]);
	assert.ok(bare(out.slice(0, -2)).every(line => line.endsWith('(usual)')));
	assert.equal(out.at(-1), 'Nothing is set; ROOT/settings.yaml would be read');
	assert.equal(JSON.parse((await tell('settings', '--json')).out.join('\n')).exists, false);
});
