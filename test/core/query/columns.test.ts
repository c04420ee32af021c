import assert from 'node:assert/strict';
import {test} from 'node:test';
import {textOfFieldValue} from '../../../source/core/query/columns/alike.ts';
import {tableOf} from '../../../source/core/query/columns/row-table.ts';
import {compileQuery, runQuery} from '../../../source/core/query/compile/compile.ts';
import type {Predicate} from '../../../source/core/query/compile/predicate.ts';
import {completeQuery} from '../../../source/core/query/complete/complete.ts';
import {printQuery} from '../../../source/core/query/language/print.ts';
import type {RunRow} from '../../../source/core/row.ts';
import {Chance, randomRow, randomSyntax} from './random.ts';
import {makeRow, nowMs} from './rows.ts';

/** Rows of which some have come, some have gone, and some have changed, as from one message of the engine to the next. */
function later(rows: readonly RunRow[], chance: Chance): RunRow[] {
	const kept = rows.filter(() => chance.below(30) > 0);
	const changed = kept.map(row => (chance.below(8) === 0 ? {...randomRow(chance), key: row.key} : row));
	if (chance.below(10) === 0) changed.reverse();
	return [...changed, ...Array.from({length: chance.below(3)}, () => randomRow(chance))];
}

const unseen = (rows: readonly RunRow[]): RunRow[] => rows.map(row => ({...row}));
/** That a query says the same of all rows at once as of each by itself. */
function assertSame(text: string, {matches, select}: Predicate, rows: readonly RunRow[], atMs: number): void {
	const each = rows.map(row => (matches(row, atMs) ? 1 : 0));
	assert.deepEqual([...select(tableOf(rows), atMs)], each, text);
}

const keysOf = (rows: readonly RunRow[]): number[] => rows.map(({key}) => key);

test('a query says the same of all rows at once as of each by itself, however the rows have changed meanwhile', () => {
	const chance = new Chance(31);
	let rows = Array.from({length: 40}, () => randomRow(chance));
	for (let round = 0; round < 1500; round++) {
		rows = later(rows.length < 20 ? [...rows, ...Array.from({length: 20}, () => randomRow(chance))] : rows, chance);
		const text = printQuery(randomSyntax(chance));
		const compiled = compileQuery(text, {rows});
		if (compiled.ok) assertSame(text, compiled.query, rows, nowMs + round * 1000);
	}
});

test('conditions that were asked before say the same again, however they are joined', () => {
	const chance = new Chance(33);
	const rows = Array.from({length: 60}, () => randomRow(chance));
	const asked = [
		'lr<0.1',
		'not lr<0.1',
		'acc>0.5',
		'optim:adam',
		'optim="adam"',
		'optim~ada',
		'status:fin',
		'lr:0.1',
		'ada',
		'age<1d',
	];
	for (let round = 0; round < 600; round++) {
		const join = chance.pick([' ', ' or ', ' and not ']);
		const text = Array.from({length: 1 + chance.below(4)}, () => chance.pick(asked)).join(join);
		const compiled = compileQuery(text, {rows});
		assert.ok(compiled.ok, text);
		assertSame(text, compiled.query, rows, nowMs);
	}
});

test('order, warnings and what Tab offers are the same from rows that were followed as from rows never seen before', () => {
	const chance = new Chance(32);
	let rows = Array.from({length: 30}, () => randomRow(chance));
	const texts = [
		'sort:-acc,lr',
		'sort:tag,-name',
		'sort:status,age',
		'lr<1 sort:optim',
		'sort:-m.train/loss limit:5',
		'loss sort:bs',
	];
	for (let round = 0; round < 150; round++) {
		rows = later(rows, chance);
		const fresh = unseen(rows);
		const text = chance.pick(texts);
		const [followed, seen] = [compileQuery(text, {rows}), compileQuery(text, {rows: fresh})];
		assert.deepEqual(followed.ok && followed.query.warnings, seen.ok && seen.query.warnings, text);
		if (followed.ok && seen.ok)
			assert.deepEqual(keysOf(runQuery(followed.query, rows, nowMs)), keysOf(runQuery(seen.query, fresh, nowMs)), text);
		const typed = chance.pick(['lr', 'l', 'status:', 'optim=', 'age<', 'acc>', 'tag:', 'o', 'loss<1 s']);
		assert.deepEqual(
			completeQuery(typed, typed.length, {rows}, nowMs),
			completeQuery(typed, typed.length, {rows: fresh}, nowMs),
			typed,
		);
	}
});

test('what was read ahead, some rows at a time, or of a table long past, is what asking each row gives', () => {
	const chance = new Chance(33);
	let rows = Array.from({length: 60}, () => randomRow(chance));
	const fields = ['lr', 'optim', 'bs', 'acc', 'loss.min', 'name', 'tag', 'age', 'status', 'runtime'];
	for (let round = 0; round < 400; round++) {
		rows = later(rows.length < 30 ? [...rows, ...Array.from({length: 20}, () => randomRow(chance))] : rows, chance);
		const compiled = compileQuery(`show:${chance.pick(fields)}`, {rows});
		if (!compiled.ok) continue;
		const [field] = compiled.query.show;
		const table = tableOf(rows);
		const atMs = nowMs + round * 1000;
		for (let slice = 0; slice < chance.below(6); slice++)
			table.readAhead(field!, 1 + chance.below(30), atMs - chance.below(2) * 500);
		if (chance.below(3) === 0) continue;
		const column = table.column(field!, atMs);
		assert.deepEqual(
			rows.map((_, place) => column.valueAt(place)),
			rows.map(row => field!.read(row, atMs)),
			field!.label,
		);
		const values = new Set(rows.map(row => textOfFieldValue(field!.read(row, atMs))));
		assert.equal(table.differs(field!, table.places, atMs), values.size > 1, field!.label);
	}
});

test('a word that grows, shrinks and changes is looked for in all rows again', () => {
	const rows = ['resnet', 'resnext', 'vit', 'vitnet'].map(name => makeRow({name}));
	const found = (word: string): string => {
		const compiled = compileQuery(word, {rows});
		return compiled.ok
			? runQuery(compiled.query, rows, nowMs)
					.map(({name}) => name)
					.join(' ')
			: '';
	};
	for (const [word, names] of [
		['r', 'resnet resnext'],
		['resn', 'resnet resnext'],
		['resne', 'resnet resnext'],
		['resnet', 'resnet'],
		['net', 'resnet vitnet'],
		['vit', 'vit vitnet'],
		['vitn', 'vitnet'],
		['v', 'vit vitnet'],
	] as const)
		assert.equal(found(word), names, word);
});
