import {isRecord} from '../is-record.ts';
import {addCondition, listChips, setDirective} from '../query/language/edit.ts';
import {parseQuery} from '../query/language/parse.ts';
import type {Directive} from '../query/language/syntax.ts';
import {type AggregateChoice, aggregateChoices} from '../table/columns/columns.ts';
import type {Direction} from '../table/metrics/direction.ts';

/** A saved view: what the list shows and in which order, as plain data that is kept in a file. Fields are written as they are typed. */
export interface SavedView {
	filter: string;
	sort: ViewKey[];
	/** True for the usual order with the oldest runs before the newest; live ones stay on top. */
	oldestFirst: boolean;
	/** Metrics in columns and charts; null leaves the choice to xtui. */
	metrics: string[] | null;
	/** Columns shown beside those that xtui chooses, and columns never to be shown. */
	columns: string[];
	hidden: string[];
	/** Columns that were moved, from the left. */
	order: string[];
	/** One level of headings for each; `but-seed` is one level of everything but the seed. */
	group: string[] | 'but-seed';
	/** Runs below their parents, below their directories, or one list; null leaves it to xtui. */
	tree: ViewTree | null;
	hideConstant: boolean;
	/** What a metric's columns show where that is not its last value alone, by the metric's full name. */
	aggregates: Record<string, AggregateChoice[]>;
	/** Which way a metric is better where the person has said so. */
	goals: Record<string, Direction>;
	/** How groups show their metrics. */
	spread: 'mean' | 'median';
}

const viewTrees = ['nested', 'folders', 'flat'] as const;
export type ViewTree = (typeof viewTrees)[number];

export interface ViewKey {
	field: string;
	descending: boolean;
}

export function defaultView(): SavedView {
	return {
		filter: '',
		sort: [],
		oldestFirst: false,
		metrics: null,
		columns: [],
		hidden: [],
		order: [],
		group: [],
		tree: null,
		hideConstant: true,
		aggregates: {},
		goals: {},
		spread: 'mean',
	};
}

type Check<T> = (value: unknown) => T | undefined;

const oneOf =
	<T extends string>(choices: readonly T[]): Check<T> =>
	value =>
		choices.find(choice => choice === value);
const text: Check<string> = value => (typeof value === 'string' ? value : undefined);
const flag: Check<boolean> = value => (typeof value === 'boolean' ? value : undefined);

/** Text that is a field, and nothing but one. */
function fieldText(value: unknown): string | undefined {
	if (typeof value !== 'string') return undefined;
	const parsed = parseQuery(`sort:${value}`);
	const directive =
		parsed.ok && parsed.syntax.node === null && parsed.syntax.directives.length === 1 ? parsed.syntax.directives[0]! : null;
	return directive?.name === 'sort' && directive.keys.length === 1 && !directive.keys[0]!.descending ? value : undefined;
}

function listOf<T>(check: Check<T>): Check<T[]> {
	return value => {
		if (!Array.isArray(value)) return undefined;
		const items = value.map(check);
		return items.every(item => item !== undefined) ? items : undefined;
	};
}

function recordOf<T>(check: Check<T>): Check<Record<string, T>> {
	return value => {
		if (!isRecord(value)) return undefined;
		const entries = Object.entries(value).map(([key, inner]): [string, T | undefined] => [key, check(inner)]);
		return entries.some(([, inner]) => inner === undefined) ? undefined : Object.fromEntries(entries as [string, T][]);
	};
}

const sortKey: Check<ViewKey> = value => {
	if (!isRecord(value)) return undefined;
	const field = fieldText(value.field);
	return field === undefined ? undefined : {field, descending: value.descending === true};
};

const checks: {[Key in keyof SavedView]: Check<SavedView[Key]>} = {
	filter: value => (typeof value === 'string' && parseQuery(value).ok ? value : undefined),
	sort: listOf(sortKey),
	oldestFirst: flag,
	metrics: value => (value === null ? null : listOf(text)(value)),
	columns: listOf(fieldText),
	hidden: listOf(fieldText),
	order: listOf(fieldText),
	group: value => (value === 'but-seed' ? value : listOf(fieldText)(value)),
	tree: value => (value === null ? null : oneOf(viewTrees)(value)),
	hideConstant: flag,
	aggregates: recordOf(listOf(oneOf(aggregateChoices))),
	goals: recordOf(oneOf(['up', 'down'] as const)),
	spread: oneOf(['mean', 'median'] as const),
};

/** Makes a view of what a file holds. What cannot be understood is left at its default and named in `problems`; nothing throws. */
export function parseView(value: unknown): {view: SavedView; problems: string[]} {
	const view = defaultView();
	if (!isRecord(value)) return {view, problems: ['A view is an object']};
	const problems: string[] = [];
	const take = <Key extends keyof SavedView>(key: Key): void => {
		if (!Object.hasOwn(value, key)) return;
		const checked = checks[key](value[key]);
		if (checked === undefined) problems.push(`"${key}" cannot be understood: ${JSON.stringify(value[key]).slice(0, 80)}`);
		else view[key] = checked;
	};
	for (const key of Object.keys(checks) as (keyof SavedView)[]) take(key);
	for (const key of Object.keys(value))
		if (!Object.hasOwn(checks, key)) problems.push(`"${key.slice(0, 40)}" is no part of a view`);
	return {view, problems};
}

/** What of a view differs from the default: what is worth writing down. */
export function compactView(view: SavedView): Partial<SavedView> {
	const usual = defaultView();
	return Object.fromEntries(
		Object.entries(view).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(usual[key as keyof SavedView])),
	);
}

/** The query that lists what a view does, narrowed by another one, whose directives go before the view's. */
export function queryOfView({filter, sort, oldestFirst, group}: SavedView, query: string): string {
	// A query has no order with the live runs on top.
	const asked = oldestFirst ? [{field: 'age', descending: true}, ...sort] : sort;
	const keys = asked.map(({field, descending}) => (descending ? `-${field}` : field)).join(',');
	const isOwn = (name: string) => listChips(filter).some(chip => chip.kind === 'directive' && chip.text.startsWith(`${name}:`));
	const sorted = keys === '' || isOwn('sort') ? filter : setDirective(filter, 'sort', `sort:${keys}`);
	const grouped = group.length === 0 || isOwn('group') ? sorted : setDirective(sorted, 'group', `group:${String(group)}`);
	const parsed = parseQuery(query);
	const isChoice = parsed.ok && parsed.syntax.node?.kind === 'or';
	return listChips(query).reduce((text, chip) => {
		if (chip.kind === 'condition') return addCondition(text, isChoice ? `(${chip.text})` : chip.text);
		return setDirective(text, chip.text.slice(0, chip.text.indexOf(':')) as Directive['name'], chip.text);
	}, grouped);
}
