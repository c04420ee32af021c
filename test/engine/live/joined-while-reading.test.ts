import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Engine} from '../../../source/engine/engine.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {rowsOf, Tree, wandbRun} from '../folding/logged/tree.ts';

const losses = [2.029310703277588, 1.518985903263092, 0.9012044668197632, 0.09417];

test('of many runs, those whose results were not compared while there was more to read are, also where nothing else comes', context => {
	const tree = new Tree(context);
	for (let at = 0; at < 301; at++) tree.write(`many/${at}/metrics.csv`, `epoch,train_loss\n0,${at}\n1,${at / 3}\n`, 90);
	tree.write(...wandbRun({id: 'aaaa1111', losses}), 100);
	let nowMs = Date.now();
	const engine = new Engine(nodeFiles, formats, () => nowMs, true);
	const judge = () => {
		engine.judge(nowMs);
		return rowsOf(engine).filter(row => !row.startsWith('many'));
	};
	engine.start([tree.root]);
	while (!engine.work(() => false));
	assert.equal(judge().length, 1);
	tree.write('train.log', losses.map((loss, epoch) => `Epoch ${epoch}: loss ${loss.toFixed(4)}\n`).join(''), 90);
	tree.write('empty/folder/notes.md', '', 90);
	engine.rescanDirectory(tree.root);
	for (const handle of engine.registry.handles.values()) while (handle.dirty) engine.read(handle);
	assert.ok(engine.hasWork, 'a new directory waits to be looked at');
	nowMs += 100;
	assert.equal(judge().length, 2, 'there is more to read');
	while (!engine.work(() => false));
	nowMs += 100;
	assert.equal(judge().length, 1);
});
