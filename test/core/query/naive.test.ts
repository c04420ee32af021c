import assert from 'node:assert/strict';
import {test} from 'node:test';
import {compileQuery, runQuery} from '../../../source/core/query/compile/compile.ts';
import {Chance} from './random.ts';
import {makeRow, nowMs} from './rows.ts';

/**
 * The meaning of a query once more, as plainly as its description says it and with nothing of the compiler: runs are tables of values, a
 * query is a tree that is evaluated value by value. Both must list the same runs in the same order.
 */

type Value = number | string | string[] | null;
type Run = Record<string, Value>;
type Tree =
	| {kind: 'condition'; field: string; op: string; items: string[]}
	| {kind: 'word'; text: string}
	| {kind: 'has'; field: string}
	| {kind: 'not'; part: Tree}
	| {kind: 'and' | 'or'; parts: Tree[]};

const names = ['resnet50-a', 'resnet18-b', 'vit-s-seed1', 'vit-s-seed2', 'gpt2-xl'];
const optims = ['adam', 'adamw', 'SGD', 'lion'];
const statuses = ['running', 'finished', 'failed', 'crashed'] as const;

function randomRun(chance: Chance): Run {
	const maybe = <T>(value: T): T | null => (chance.below(4) === 0 ? null : value);
	return {
		name: chance.pick(names),
		status: chance.pick(statuses),
		tag: maybe(chance.list(2, () => chance.pick(['paper', 'bad', 'baseline']))),
		lr: maybe(chance.pick([1e-4, 3e-4, 1e-3, 0.01, '0.001'])),
		bs: maybe(chance.pick([32, 64, '64', 128])),
		optim: maybe(chance.pick(optims)),
		loss: maybe(chance.pick([0.12, 0.3, 0.31, 2, Number.NaN])),
		acc: maybe(chance.pick([0.5, 0.71, 0.9])),
	};
}

const asNumber = (value: string | number): number | null =>
	typeof value === 'number' ? value : /^-?\d+(\.\d+)?(e-?\d+)?$/i.test(value) ? Number(value) : null;

const globOf = (text: string) =>
	new RegExp(
		`^${text
			.toLowerCase()
			.replace(/[.+^${}()|[\]\\]/g, '\\$&')
			.replace(/\*/g, '.*')
			.replace(/\?/g, '.')}$`,
	);

function compareOne(value: string | number, op: string, item: string): boolean {
	const isEqual = op === '=' || op === ':';
	if (item === 'nan') return isEqual && typeof value === 'number' && Number.isNaN(value);
	const range = /^([\d.e-]*)\.\.([\d.e-]*)$/.exec(item);
	if (range !== null && isEqual) {
		const number = asNumber(value);
		return number !== null && (range[1] === '' || number >= Number(range[1])) && (range[2] === '' || number <= Number(range[2]));
	}
	const [left, right] = [asNumber(value), asNumber(item)];
	if (left !== null && right !== null) {
		if (isEqual) return left === right;
		return op === '<' ? left < right : op === '<=' ? left <= right : op === '>' ? left > right : left >= right;
	}
	if (typeof value === 'number' && Number.isNaN(value)) return false;
	const [a, b] = [String(value).toLowerCase(), item.toLowerCase()];
	if (isEqual && /[*?]/.test(item)) return globOf(item).test(a);
	if (op === '=') return a === b;
	if (op === ':') return a.includes(b);
	return op === '<' ? a < b : op === '<=' ? a <= b : op === '>' ? a > b : a >= b;
}

function holds(tree: Tree, run: Run): boolean {
	switch (tree.kind) {
		case 'and':
			return tree.parts.every(part => holds(part, run));
		case 'or':
			return tree.parts.some(part => holds(part, run));
		case 'not':
			return !holds(tree.part, run);
		case 'has':
			return run[tree.field] !== null;
		case 'word':
			return [run.name, ...((run.tag as string[] | null) ?? [])].some(text =>
				String(text).toLowerCase().includes(tree.text.toLowerCase()),
			);
		case 'condition': {
			if (tree.op.startsWith('!')) return !holds({...tree, op: tree.op.slice(1)}, run);
			const value = run[tree.field] ?? null;
			const all = Array.isArray(value) ? value : value === null ? [] : [value];
			if (tree.op === '~') return tree.items.some(item => all.some(one => new RegExp(item, 'i').test(String(one))));
			return tree.items.some(item => all.some(one => compareOne(one, tree.op, item)));
		}
	}
}

/** What may stand on the right of each field, in the kinds that its values have. */
const itemsOf: Record<string, string[]> = {
	name: ['vit*', 'resnet', 'gpt2-xl', '*seed?', 'GPT2'],
	status: ['running', 'fin', 'failed', 'c*'],
	tag: ['paper', 'bad', 'base', 'p*r'],
	lr: ['1e-3', '0.0003', '1e-4..1e-3', '..0.001', '0.01'],
	bs: ['32', '64', '32..100', '100..'],
	optim: ['adam', 'sgd', 'ad*', 'lion', 'a'],
	loss: ['0.3', '0.31', 'nan', '0.2..1', '2'],
	acc: ['0.71', '0.5..0.8', '0.9', 'nan'],
};
const numeric = new Set(['lr', 'bs', 'loss', 'acc']);

function randomTree(chance: Chance, depth: number): Tree {
	const kind = depth > 0 ? chance.below(6) : 5;
	if (kind === 0) return {kind: 'not', part: randomTree(chance, depth - 1)};
	if (kind === 1 || kind === 2)
		return {
			kind: kind === 1 ? 'and' : 'or',
			parts: Array.from({length: 2 + chance.below(2)}, () => randomTree(chance, depth - 1)),
		};
	if (kind === 3 && chance.below(3) === 0) return {kind: 'word', text: chance.pick(['vit', 'RESNET', 'paper', 'seed2', 'zzz'])};
	const field = chance.pick(Object.keys(itemsOf));
	if (kind === 4 && chance.below(3) === 0) return {kind: 'has', field};
	const plain = itemsOf[field]!;
	const ordered = numeric.has(field) ? ['<', '<=', '>', '>='] : [];
	const op = chance.pick(['=', '!=', ':', '!:', ...ordered, ...(numeric.has(field) ? [] : ['~', '!~'])]);
	const single = plain.filter(item => !/[*?]|\.\./.test(item));
	const items = op.length > 0 && /[=:]$/.test(op) && !/[<>]/.test(op) ? plain : single.filter(item => item !== 'nan');
	return {kind: 'condition', field, op, items: /[<>]/.test(op) ? [chance.pick(items)] : chance.list(2, () => chance.pick(items))};
}

function write(tree: Tree, chance: Chance): string {
	const within = (part: Tree) => (part.kind === 'and' || part.kind === 'or' ? `(${write(part, chance)})` : write(part, chance));
	switch (tree.kind) {
		case 'and':
			return tree.parts.map(within).join(chance.pick([' ', ' and ', ' AND ', ' & ']));
		case 'or':
			return tree.parts.map(within).join(chance.pick([' or ', ' | ', ' OR ']));
		case 'not':
			return `${chance.pick(['not ', '-', '!', 'NOT '])}${within(tree.part)}`;
		case 'has':
			return `has:${tree.field}`;
		case 'word':
			return chance.below(2) === 0 ? tree.text : `"${tree.text}"`;
		case 'condition':
			return `${tree.field}${tree.op}${tree.items.join(',')}`;
	}
}

const chance = new Chance(20);
const runs = Array.from({length: 80}, () => randomRun(chance));
const rows = runs.map(({name, status, tag, lr, bs, optim, loss, acc}, at) => {
	const given = (values: Run) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
	return makeRow({
		id: `#${at}`,
		name: String(name),
		status: status as (typeof statuses)[number],
		tags: (tag as string[] | null) ?? [],
		config: given({lr: lr!, bs: bs!, optim: optim!}) as Record<string, string | number>,
		metrics: given({loss: loss!, acc: acc!}) as Record<string, number>,
	});
});
const placeOf = new Map(rows.map((row, at) => [row.key, at]));

function ask(text: string): number[] {
	const compiled = compileQuery(text, {rows});
	assert.ok(compiled.ok, `${text}: ${compiled.ok ? '' : compiled.error.message}`);
	return runQuery(compiled.query, rows, nowMs).map(({key}) => placeOf.get(key)!);
}

test('a query lists the runs that its description says', () => {
	const source = new Chance(21);
	let telling = 0;
	for (let i = 0; i < 6000; i++) {
		const tree = randomTree(source, 3);
		const text = write(tree, source);
		const wanted = runs.flatMap((run, at) => (holds(tree, run) ? [at] : []));
		assert.deepEqual(ask(text), wanted, text);
		if (wanted.length > 0 && wanted.length < runs.length) telling++;
	}
	assert.ok(telling > 3000, `only ${telling} queries told the runs apart`);
});

/** Numbers before texts, missing and NaN last in both directions, ties as they came. */
function naiveOrder(keys: {field: string; descending: boolean}[]): number[] {
	const rank = (value: Value): number => {
		if (value === null || (typeof value === 'number' && Number.isNaN(value))) return 2;
		return typeof value !== 'object' && asNumber(value) !== null ? 0 : 1;
	};
	return runs
		.map((run, at) => ({run, at}))
		.sort((a, b) => {
			for (const {field, descending} of keys) {
				const [x, y] = [a.run[field] ?? null, b.run[field] ?? null];
				if (rank(x) !== rank(y)) return rank(x) - rank(y);
				if (rank(x) === 2) continue;
				const [p, q] =
					rank(x) === 0 ? [asNumber(x as string)!, asNumber(y as string)!] : [String(x).toLowerCase(), String(y).toLowerCase()];
				if (p !== q) return (p < q ? -1 : 1) * (descending ? -1 : 1);
			}
			return a.at - b.at;
		})
		.map(({at}) => at);
}

test('a list is in the order that its keys say', () => {
	const source = new Chance(22);
	for (let i = 0; i < 300; i++) {
		const keys = source.list(3, () => ({
			field: source.pick(['lr', 'bs', 'optim', 'loss', 'acc']),
			descending: source.below(2) === 0,
		}));
		const text = `sort:${keys.map(({field, descending}) => (descending ? '-' : '') + field).join(',')}`;
		assert.deepEqual(ask(text), naiveOrder(keys), text);
	}
});

test('limit: takes the first of them', () => {
	const all = ask('loss<1 sort:-acc,loss');
	assert.ok(all.length > 10);
	for (const count of [0, 1, 7, 1000])
		assert.deepEqual(ask(`limit:${count} loss<1 sort:-acc,loss`), all.slice(0, count), String(count));
});
