import {makeFirstItem, makeItem} from '../../../source/core/query/language/items.ts';
import type {
	Directive,
	FieldName,
	Item,
	Operator,
	QueryNode,
	QuerySyntax,
	SortName,
} from '../../../source/core/query/language/syntax.ts';
import type {RunRow} from '../../../source/core/row.ts';
import {statuses} from '../../../source/core/status.ts';
import {makeRow, nowMs} from './rows.ts';

/** A seeded source of random queries, texts and runs, so that a failure can be repeated. */
export class Chance {
	#state: number;
	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** 0 up to, not including, 1 (mulberry32). */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	below(count: number): number {
		return Math.floor(this.next() * count);
	}

	pick<T>(list: readonly T[]): T {
		return list[this.below(list.length)]!;
	}

	list<T>(most: number, make: () => T): T[] {
		return Array.from({length: 1 + this.below(most)}, make);
	}
}

const span = {from: 0, to: 0};
const odd = [
	'mfu(%)',
	'a b',
	'x"y',
	"it's",
	'm.',
	'cfg.x',
	'or',
	'loss.min',
	'map@50',
	'-5',
	'12',
	'a\\',
	'a\\"b',
	'sort',
	'has',
	'é',
	'🦊',
	'[1,2]',
	'a,b',
	'k=v',
	'w!',
	'..',
];
const fields = ['loss', 'train/loss', 'acc', 'lr', 'bs', 'optim', 'name', 'status', 'tag', 'step', 'note', 'none'];
const values = [
	'adam',
	'sgd',
	'1',
	'0.3',
	'1e-3',
	'1k',
	'50%',
	'nan',
	'inf',
	'0.1..0.5',
	'..3',
	'a*',
	'2h',
	'run1',
	'true',
	'running',
	'fail',
];
const operators: Operator[] = ['=', '!=', '<', '<=', '>', '>=', ':', '!:', '~', '!~'];

export function randomField(chance: Chance): FieldName {
	const special = chance.below(4);
	return {
		scope: chance.pick(['any', 'any', 'any', 'metric', 'config', 'run'] as const),
		name: chance.pick(chance.below(4) === 0 ? odd : fields),
		suffix: special === 0 ? chance.pick(['last', 'min', 'nan', 'n'] as const) : null,
		step: special === 1 ? chance.pick(['500', '1k']) : null,
		...span,
	};
}

function randomItem(chance: Chance, op: Operator | null): Item {
	const text = chance.pick(chance.below(4) === 0 ? odd : values);
	if (op === '~' || op === '!~') return {text, quoted: false, ...span};
	return makeItem(text, chance.below(4) === 0, span);
}

function randomAtom(chance: Chance): QueryNode {
	const kind = chance.below(8);
	if (kind === 0) {
		const text = chance.pick([...odd, ...values]);
		return {kind: 'word', text, quoted: true, ...span};
	}
	if (kind === 1) return {kind: 'word', text: chance.pick(['resnet', 'run', 'vit-*', 'a.b/c']), quoted: false, ...span};
	if (kind === 2) return {kind: 'has', fields: chance.list(2, () => randomField(chance)), ...span};
	if (kind === 3) {
		const [lowOp, highOp] = [chance.pick(['<', '<='] as const), chance.pick(['<', '<='] as const)];
		const low = randomItem(chance, null);
		return {
			kind: 'range',
			low: makeFirstItem(low.text, low.quoted, span),
			lowOp,
			field: randomField(chance),
			highOp,
			high: randomItem(chance, null),
			...span,
		};
	}
	const op = chance.pick(operators);
	return {kind: 'condition', field: randomField(chance), op, items: chance.list(3, () => randomItem(chance, op)), ...span};
}

/** A tree in the shape that the parser gives: no list directly within its like. */
export function randomNode(chance: Chance, depth: number): QueryNode {
	const kind = depth > 0 ? chance.below(5) : 4;
	if (kind === 0) return {kind: 'not', part: randomNode(chance, depth - 1), ...span};
	if (kind > 2) return randomAtom(chance);
	const list = kind === 1 ? 'and' : 'or';
	const parts = Array.from({length: 2 + chance.below(2)}, () => randomNode(chance, depth - 1)).flatMap(part =>
		part.kind === list ? part.parts : [part],
	);
	return {kind: list, parts, ...span};
}

function randomDirective(chance: Chance): Directive {
	const name = chance.pick(['sort', 'group', 'show', 'hide', 'limit'] as const);
	if (name === 'limit') return {name, count: chance.below(100), ...span};
	if (name === 'sort')
		return {
			name,
			keys: chance.list(3, (): SortName => ({field: randomField(chance), descending: chance.below(2) === 0})),
			...span,
		};
	return {name, fields: chance.list(3, () => randomField(chance)), ...span};
}

export function randomSyntax(chance: Chance): QuerySyntax {
	const directives = chance.below(3) === 0 ? chance.list(2, () => randomDirective(chance)) : [];
	return {node: chance.below(12) === 0 ? null : randomNode(chance, 3), directives};
}

const scraps = [
	...odd,
	...fields,
	...values,
	...operators,
	...[
		' ',
		' ',
		' ',
		'(',
		')',
		'"',
		"'",
		'`',
		',',
		'|',
		'||',
		'&',
		'&&',
		'-',
		'!',
		'and',
		'AND',
		'or',
		'not',
		'==',
		'<>',
		'..',
		'@',
		'.min',
		'm.',
		'cfg.',
		'run.',
	],
	...[
		'sort:',
		'group:',
		'limit:',
		'limit:3',
		'has:',
		'in',
		'in [',
		']',
		'in (1, 2)',
		'is',
		'is undefined',
		'is not null',
		'contains',
		'like',
		"'%a_'",
		'~',
		'(a+)+$',
		'[',
		'\\',
		'\0',
		'\n',
		'\ud800',
		'__proto__',
		'constructor',
		'toString',
	],
];

/** Text that may or may not be a query. */
export function randomText(chance: Chance): string {
	return chance.list(9, () => chance.pick(scraps) + chance.pick(['', '', ' '])).join('');
}

export function randomRow(chance: Chance): RunRow {
	const maybe = <T>(value: T): T | null => (chance.below(3) === 0 ? null : value);
	const number = (): number => chance.pick([0.1, 0.3, 0.5, 1, 12, Number.NaN, Number.POSITIVE_INFINITY, chance.next()]);
	const metrics = Object.fromEntries(
		['train/loss', 'acc', 'map@50', 'mfu(%)']
			.filter(() => chance.below(3) > 0)
			.map(name => [name, {last: number(), min: number(), points: 1 + chance.below(9), nan: chance.below(2)}]),
	);
	const config = {
		lr: chance.pick([1e-3, '0.3', 'auto', 12, null, true]),
		optim: chance.pick(['adam', 'SGD', 'adamw']),
		bs: chance.pick([32, 64, '32']),
	};
	return makeRow({
		name: chance.pick(['resnet', 'vit-1', 'run1', 'Run10', '12']),
		status: chance.pick(statuses),
		tags: chance.below(2) === 0 ? [] : chance.list(2, () => chance.pick(['a', 'bad', 'k=v'])),
		notes: chance.below(2) === 0 ? [] : ['a note'],
		startedAtMs: maybe(nowMs - chance.below(1e8)),
		updatedAtMs: maybe(nowMs - chance.below(1e7)),
		progress: maybe({step: chance.below(2000), total: null, fraction: chance.next(), unit: 'step', totalFrom: null}),
		group: maybe('g'),
		config,
		metrics,
	});
}
