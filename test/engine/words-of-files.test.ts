import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {gzipSync} from 'node:zlib';
import type {Json} from '../../source/core/run.ts';
import {makeTargets} from '../../source/engine/model/target.ts';
import {formats} from '../../source/formats/index.ts';
import {readWords, say, type Word} from '../../source/launch/words/say.ts';
import {Followed} from './live/followed.ts';

const log = (...losses: number[]) => losses.map((loss, i) => `epoch ${i + 1}/10 loss: ${loss}\n`).join('');
const localFormats = new Set(formats.filter(({localIds}) => localIds).map(({id}) => id));

class Said extends Followed {
	constructor(context: TestContext) {
		super(context);
		this.write('slow/a.log', log(2, 1));
		this.look();
	}

	target(dir: string) {
		const runs = [...this.engine.registry.runs.values()];
		const [target] = makeTargets(
			runs.filter(run => run.dir === dir),
			runs,
			localFormats,
			null,
		);
		return target!;
	}

	async say(dir: string, ...words: Word[]): Promise<void> {
		for (const word of words) await say(this.target(dir), word, Date.now(), this.root);
	}

	/** Tags and notes of every run, live and at a fresh start. */
	heard(): Record<string, Json> {
		this.look();
		assert.deepEqual(this.told, this.fresh);
		return Object.fromEntries(this.told.map(({dir, tags, notes}) => [String(dir), [tags!, notes!].flat()]));
	}
}

const tag = (value: string): Word => ({op: 'tag', value});

test('what was said of the only log of a directory is said of it beside a second one, and when it is alone again', async context => {
	const tree = new Said(context);
	await tree.say('slow', tag('paper'), {op: 'note', value: 'best so far'});
	assert.deepEqual(tree.heard(), {slow: ['paper', 'best so far']});
	tree.write('slow/b.log', log(4, 3));
	assert.deepEqual(tree.heard(), {'slow/a.log': ['paper', 'best so far'], 'slow/b.log': []});
	await tree.say('slow/a.log', tag('again'));
	await tree.say('slow/b.log', tag('other'));
	assert.deepEqual(tree.heard(), {'slow/a.log': ['paper', 'again', 'best so far'], 'slow/b.log': ['other']});
	tree.remove('slow/b.log');
	assert.deepEqual(tree.heard(), {slow: ['paper', 'again', 'best so far']});
	tree.remove('slow/a.log').write('slow/b.log', log(4, 3));
	assert.deepEqual(tree.heard().slow, ['other'], 'the other log is none that this was said of');
});

test('what was said of the only log of a directory goes with it when it is deleted, and stays when it is renamed', async context => {
	const tree = new Said(context);
	await tree.say('slow', tag('paper'));
	tree.write('slow/b.log', log(4, 3)).look();
	await tree.say('slow/b.log', tag('other'));
	assert.deepEqual(tree.heard(), {'slow/a.log': ['paper'], 'slow/b.log': ['other']});
	tree.remove('slow/b.log').move('slow/a.log', 'slow/c.log');
	assert.deepEqual(tree.heard(), {slow: ['paper']});
	tree.write('slow/d.log', log(6, 5)).remove('slow/c.log');
	assert.deepEqual(tree.heard(), {slow: []});
	assert.deepEqual(readWords(tree.target('slow'), tree.root).state.tags, []);
});

test('what was said of a table is said of it when it is packed', async context => {
	const table = 'step,loss\n1,2\n2,1\n';
	const tree = new Said(context).write('tab/metrics.csv', table);
	tree.look();
	await tree.say('tab', tag('paper'));
	await new Promise(resolve => setTimeout(resolve, 20));
	tree.write('tab/metrics.csv.gz', gzipSync(table)).remove('tab/metrics.csv');
	assert.deepEqual(tree.heard(), {slow: [], tab: ['paper']});
});

test('words are taken away of it, and back, wherever they were said', async context => {
	const tree = new Said(context);
	await tree.say('slow', tag('paper'), tag('old'));
	tree.write('slow/b.log', log(4, 3)).look();
	const {entries, lines, state} = readWords(tree.target('slow/a.log'), tree.root);
	assert.deepEqual([state.tags, lines.length], [['paper', 'old'], 2]);
	await tree.say('slow/a.log', {op: 'untag', value: 'old'}, {op: 'tag', value: 'paper', undoes: entries[0]!.key});
	assert.deepEqual(tree.heard(), {'slow/a.log': [], 'slow/b.log': []});
});

test('words that name no file, as older journals have them, go with the log that was there by then', async context => {
	const tree = new Said(context);
	await tree.say('slow', tag('paper'));
	const [name] = readdirSync(path.join(tree.root, '.xtui/journal'));
	const journal = path.join('.xtui/journal', name!);
	const {file, ...word} = JSON.parse(readFileSync(path.join(tree.root, journal), 'utf8'));
	assert.equal(file, 'a.log');
	tree.write(journal, `${JSON.stringify(word)}\n`).write('slow/b.log', log(4, 3));
	assert.deepEqual(tree.heard(), {'slow/a.log': ['paper'], 'slow/b.log': []});
});
