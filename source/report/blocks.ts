import type {Sample} from '../core/series/sample.ts';

/** A report as plain data: what is said, in order. Writers turn it into Markdown and HTML; nothing in it is escaped yet. */
export type Block =
	| {kind: 'heading'; text: string}
	| {kind: 'text'; text: string}
	| {kind: 'facts'; facts: readonly (readonly [name: string, value: string])[]}
	| {kind: 'table'; table: Table}
	| {kind: 'chart'; chart: Chart};

export interface Table {
	columns: readonly TableColumn[];
	rows: readonly (readonly TableCell[])[];
}

export interface TableColumn {
	title: string;
	/** Numbers stand at the right. */
	right?: boolean;
}

export interface TableCell {
	text: string;
	/** A second line: why, from what. */
	note?: string;
	role?: 'good' | 'bad' | 'warn' | 'dim' | 'best';
	/** A bar behind the text, 0 … 1. */
	bar?: number;
}

/** Curves of one metric over each other. */
export interface Chart {
	metric: string;
	/** `lower is better, guessed from its name`; empty where nothing tells. */
	direction: string;
	logY: boolean;
	/** Told apart and named, the best first. */
	curves: readonly ChartCurve[];
	/** Of the other runs, thin behind. */
	others: readonly Sample[];
	/** Runs with the metric that have no curve here, since there are too many. */
	more: number;
}

export interface ChartCurve {
	name: string;
	sample: Sample;
	/** Colour and pattern: 0 … 7 solid, then dashed. */
	slot: number;
	/** Last and best value as text. */
	last: string;
	best: string;
}

export interface Report {
	title: string;
	blocks: readonly Block[];
}

/** A cell of text, dim where there is nothing to say. */
export const textCell = (text: string): TableCell => (text === '' ? {text: '–', role: 'dim'} : {text});
