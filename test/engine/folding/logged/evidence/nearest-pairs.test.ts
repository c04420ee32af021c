import assert from 'node:assert/strict';
import path from 'node:path';
import {test} from 'node:test';
import {type Lying, nearestPairs, type Telling} from '../../../../../source/engine/folding/logged/evidence/nearest-pairs.ts';

const named = 'events.out.tfevents.1795000000.node1.4711.0';
const unnamed = 'events.out.tfevents.1795000000.node1';

const at = (directory: string, name = named): Lying => ({directory, name});
const copyOf = (place: string, directories: string[], name = named): Telling => ({place, file: {name, directories}});
const told = (files: Lying[], copies: Telling[]): string[] =>
	nearestPairs(files, copies)
		.map(([file, copy]) => `${file.directory} ${file.name} ${copy.place}`)
		.sort();

function countAlike(one: readonly string[], other: readonly string[]): number {
	const end = one.findIndex((part, i) => part !== other[i]);
	return end < 0 ? one.length : end;
}

/** The same by its words: each file is held against each copy. */
function pairsByWords(files: Lying[], copies: Telling[]): string[] {
	const rank = ({directory, name}: Lying, {place, file}: Telling): number => {
		const least = /\.\d+\.\d+$/.test(name) ? 0 : 2;
		const counts = file.directories.map(each => {
			const parts = each.split('/').filter(Boolean);
			const alike = countAlike([...parts].reverse(), directory.split('/').reverse());
			const isWhole = alike === parts.length && (alike > 0 || least === 0);
			return isWhole || (path.isAbsolute(each) && alike < parts.length && alike >= Math.max(1, least)) ? alike : -1;
		});
		const most = Math.max(...counts);
		return name !== file.name || most < 0 ? -1 : countAlike(place.split('/'), directory.split('/')) * 1000 + most;
	};
	const isBest = <Item>(one: Item, all: readonly Item[], rankOf: (item: Item) => number): boolean =>
		rankOf(one) >= 0 && all.every(other => other === one || rankOf(other) < rankOf(one));
	return files
		.flatMap(file =>
			copies
				.filter(copy => isBest(file, files, each => rank(each, copy)) && isBest(copy, copies, each => rank(file, each)))
				.map(copy => `${file.directory} ${file.name} ${copy.place}`),
		)
		.sort();
}

test('of copies of a tree each file goes with the copy of its own tree, and none where two are as near', () => {
	const trees = ['/data/a', '/data/b', '/data/deep/c'];
	const files = trees.map(tree => at(`${tree}/runs/one`));
	const copies = trees.map(tree => copyOf(`${tree}/wandb/run`, ['runs/one']));
	assert.deepEqual(
		told(files, copies),
		trees.map(tree => `${tree}/runs/one ${named} ${tree}/wandb/run`),
	);
	assert.deepEqual(told([...files, at('/data/a/old/runs/one')], copies).length, 2, 'two below one tree');
	assert.deepEqual(told(files, [...copies, copyOf('/data/b/wandb/other', ['runs/one'])]).length, 2, 'two that tell of one');
});

test('the answer is the one of holding each file against each copy', () => {
	let seed = 7;
	const random = (below: number): number => {
		seed = (seed * 48_271) % 2_147_483_647;
		return seed % below;
	};
	const pick = <Item>(...items: Item[]): Item => items[random(items.length)]!;
	const directory = () => `/${Array.from({length: 1 + random(4)}, () => pick('a', 'b', 'c')).join('/')}`;
	let found = 0;
	for (let round = 0; round < 2000; round++) {
		const files = Array.from({length: random(7)}, () => at(directory(), pick(named, unnamed)));
		const copies = Array.from({length: random(7)}, () => {
			const directories = Array.from({length: random(3)}, () => pick(directory(), directory().slice(1), '/', '.'));
			return copyOf(directory(), directories, pick(named, unnamed));
		});
		const expected = pairsByWords(files, copies);
		found += expected.length;
		assert.deepEqual(told(files, copies), expected, JSON.stringify({files, copies}));
	}
	assert.ok(found > 500, `${found} pairs`);
});

test('a thousand copies of a tree are joined without each being held against all others', () => {
	let asked = 0;
	const trees = Array.from({length: 1000}, (_, i) => `/data/copy_${i}`);
	const copies = trees.map(tree => copyOf(`${tree}/wandb/run`, ['runs/one']));
	const files = trees.map(tree => ({
		name: named,
		get directory() {
			asked++;
			return `${tree}/runs/one`;
		},
	}));
	assert.equal(nearestPairs(files, copies).length, trees.length);
	assert.ok(asked <= trees.length * 10, `${asked} looks at a directory`);
});
