import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type CompiledQuery, compileQuery, runQuery} from '../../../source/core/query/compile/compile.ts';
import {parseQuery} from '../../../source/core/query/language/parse.ts';
import {printNode, printQuery} from '../../../source/core/query/language/print.ts';
import type {QueryNode} from '../../../source/core/query/language/syntax.ts';
import type {RunRow} from '../../../source/core/row.ts';
import {Chance, randomNode, randomRow, randomSyntax, randomText} from './random.ts';
import {nowMs} from './rows.ts';

/** The same tree without positions. */
function bare(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(bare);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([key]) => key !== 'from' && key !== 'to')
			.map(([key, inner]) => [key, bare(inner)]),
	);
}

const rowChance = new Chance(7);
const rows: RunRow[] = Array.from({length: 60}, () => randomRow(rowChance));

function compile(text: string): CompiledQuery | null {
	const compiled = compileQuery(text, {rows, valueAt: (row, _metric, step) => (row.key % 2 === 0 ? step / 1000 : Number.NaN)});
	return compiled.ok ? compiled.query : null;
}
const select = (query: CompiledQuery): number[] => runQuery(query, rows, nowMs).map(row => row.key);

test('a printed query reads back as the same query', () => {
	const chance = new Chance(1);
	for (let i = 0; i < 5000; i++) {
		const syntax = randomSyntax(chance);
		const text = printQuery(syntax);
		const parsed = parseQuery(text);
		assert.ok(parsed.ok, `${text}: ${parsed.ok ? '' : parsed.error.message}`);
		assert.deepEqual(bare(parsed.syntax), bare(syntax), text);
	}
});

test('no text, however odd, throws, and every error has a place inside it', () => {
	const chance = new Chance(2);
	let good = 0;
	for (let i = 0; i < 20_000; i++) {
		const text = randomText(chance);
		const compiled = compileQuery(text, {rows});
		if (compiled.ok) {
			good++;
			select(compiled.query);
			for (const warning of compiled.query.warnings)
				assert.ok(warning.from >= 0 && warning.from < warning.to && warning.to <= text.length, text);
			const printed = printQuery(compiled.query.syntax);
			const again = parseQuery(printed);
			assert.ok(again.ok, `${text} printed as ${printed}`);
			assert.deepEqual(bare(again.syntax), bare(compiled.query.syntax), `${text} printed as ${printed}`);
		} else {
			const {from, to, message} = compiled.error;
			assert.ok(
				from >= 0 && from < to && to <= text.length && message !== '',
				`${JSON.stringify(text)}: ${from}..${to} ${message}`,
			);
		}
	}
	assert.ok(good > 2000, `${good} of the texts were queries`);
});

test('no text of random code units throws', () => {
	const chance = new Chance(3);
	for (let i = 0; i < 5000; i++) {
		const text = String.fromCharCode(
			...chance.list(30, () => (chance.below(2) === 0 ? 32 + chance.below(96) : chance.below(65_536))),
		);
		compileQuery(text, {rows});
	}
});

/** Pairs of random conditions that compile alone. */
function* pairs(seed: number, count: number): Generator<[QueryNode, QueryNode]> {
	const chance = new Chance(seed);
	const next = (): QueryNode => {
		for (;;) {
			const node = randomNode(chance, 2);
			if (compile(printNode(node))) return node;
		}
	};
	for (let i = 0; i < count; i++) yield [next(), next()];
}

function assertSame(left: string, right: string): void {
	const [a, b] = [compile(left), compile(right)];
	assert.ok(a && b, `${left} and ${right}`);
	assert.deepEqual(select(a), select(b), `${left} against ${right}`);
}

test('double negation, De Morgan, and the order of parts change nothing', () => {
	let both = 0;
	for (const [a, b] of pairs(4, 600)) {
		const [p, q] = [printNode(a), printNode(b)];
		assertSame(p, `not not (${p})`);
		assertSame(p, `-!(${p})`);
		assertSame(`not ((${p}) and (${q}))`, `not (${p}) or not (${q})`);
		assertSame(`not ((${p}) or (${q}))`, `not (${p}) and not (${q})`);
		assertSame(`(${p}) (${q})`, `(${q}) & (${p})`);
		assertSame(`(${p}) or (${q})`, `(${q}) || (${p})`);
		const all = select(compile(p)!).length;
		const none = select(compile(`not (${p})`)!).length;
		assert.equal(all + none, rows.length, p);
		if (all > 0 && none > 0) both++;
	}
	assert.ok(both > 100, `only ${both} queries told the runs apart`);
});

test('a denied operator is exactly the denial of the operator', () => {
	for (const field of ['lr', 'loss', 'optim', 'tag', 'none', 'eta', 'map@50', 'loss@500']) {
		for (const value of ['1', '0.3', 'nan', '0..1']) assertSame(`${field}!=${value}`, `not ${field}=${value}`);
		assertSame(`${field}!:12`, `not ${field}:12`);
		assertSame(`${field}!~a`, `not ${field}~a`);
	}
});
