/** The shape of a parsed query. Positions count UTF-16 code units from the start of the text; `to` is the first one behind. */

export interface Span {
	from: number;
	to: number;
}

/** What is wrong with a query and where; `hint` says what to do. The span is inside the text and never empty. */
export interface QueryFault extends Span {
	message: string;
	hint: string | null;
	/** True where it is only that no run has a field so far. */
	isAbsence?: true;
}

/** Where a name was said to belong: `m.` metric, `cfg.` config, `run.` attribute first, else any. */
export type Scope = 'any' | 'metric' | 'config' | 'run';

export const suffixes = ['last', 'first', 'min', 'max', 'mean', 'n', 'nan'] as const;
export type Suffix = (typeof suffixes)[number];

export interface FieldName extends Span {
	scope: Scope;
	/** Without the scope's prefix and the suffix. */
	name: string;
	suffix: Suffix | null;
	/** Step behind `@` as written ("500", "1k"). */
	step: string | null;
}

/** One value. Quoted text is meant letter by letter: no glob, no range. */
export interface Item extends Span {
	text: string;
	quoted: boolean;
}

const comparisons = ['=', '<', '<=', '>', '>=', ':', '~'] as const;
export type Comparison = (typeof comparisons)[number];
export type Operator = Comparison | '!=' | '!:' | '!~';
export type Below = '<' | '<=';

export interface ConditionNode extends Span {
	kind: 'condition';
	field: FieldName;
	op: Operator;
	/** Any of them; at least one. */
	items: Item[];
}
export interface RangeNode extends Span {
	kind: 'range';
	low: Item;
	lowOp: Below;
	field: FieldName;
	highOp: Below;
	high: Item;
}
export interface HasNode extends Span {
	kind: 'has';
	/** Any of them. */
	fields: FieldName[];
}
export interface WordNode extends Span {
	kind: 'word';
	text: string;
	quoted: boolean;
}
export interface NotNode extends Span {
	kind: 'not';
	part: QueryNode;
}
/** Never directly inside one of its own kind; at least two parts. */
export interface ListNode extends Span {
	kind: 'and' | 'or';
	parts: QueryNode[];
}
export type QueryNode = ConditionNode | RangeNode | HasNode | WordNode | NotNode | ListNode;

export interface SortName {
	field: FieldName;
	descending: boolean;
}
export type Directive =
	| ({name: 'sort'; keys: SortName[]} & Span)
	| ({name: 'group' | 'show' | 'hide'; fields: FieldName[]} & Span)
	| ({name: 'limit'; count: number} & Span);

export const directiveNames = ['sort', 'group', 'show', 'hide', 'limit'] as const;

/** A whole query; `node` is null where every run is meant. */
export interface QuerySyntax {
	node: QueryNode | null;
	directives: Directive[];
}

/** Thrown inside the parser and the compiler only, and caught where the text came in. */
export class Fault extends Error {
	readonly fault: QueryFault;
	constructor(span: Span, message: string, hint: string | null = null) {
		super(message);
		this.fault = {from: span.from, to: span.to, message, hint};
	}
}
