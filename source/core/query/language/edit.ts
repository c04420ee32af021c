import type {FieldValue} from '../fields/attributes.ts';
import {makeItem} from './items.ts';
import {parseQuery} from './parse.ts';
import {printDirective, printItem, printNode, printQuery, printWithin} from './print.ts';
import type {Directive, QuerySyntax} from './syntax.ts';

/** Changes to a query's text: chips, one condition more or less, another order. A text that is no query stays as it is. */

export interface Chip {
	text: string;
	kind: 'condition' | 'directive';
}

function readSyntax(text: string): QuerySyntax | null {
	const parsed = parseQuery(text);
	return parsed.ok ? parsed.syntax : null;
}

/** The parts that a query must all meet, then its directives; each can be dropped by its place in the list. */
export function listChips(text: string): Chip[] {
	const syntax = readSyntax(text);
	if (!syntax) return [];
	const {node, directives} = syntax;
	const parts = node?.kind === 'and' ? node.parts.map(printWithin) : node ? [printNode(node)] : [];
	return [
		...parts.map((part): Chip => ({text: part, kind: 'condition'})),
		...directives.map((directive): Chip => ({text: printDirective(directive), kind: 'directive'})),
	];
}

export function dropChip(text: string, index: number): string {
	const chips = listChips(text);
	if (!chips[index]) return text;
	return chips
		.filter((_, i) => i !== index)
		.map(chip => chip.text)
		.join(' ');
}

/** Adds a condition that must hold too; the rest is put in parentheses where it is a choice. */
export function addCondition(text: string, condition: string): string {
	const syntax = readSyntax(text);
	if (!syntax) return text;
	const {node, directives} = syntax;
	const before = node ? (node.kind === 'and' ? printNode(node) : printWithin(node)) : '';
	return [before, condition, ...directives.map(printDirective)].filter(part => part !== '').join(' ');
}

/** The condition for "only runs with this value" or "none of them", of a field as it is typed; null for a missing value: has it or not. */
export function conditionFor(field: string, value: FieldValue, exclude: boolean): string {
	const list = typeof value === 'object' && value !== null ? value : value === null ? [] : [value];
	if (list.length === 0) return exclude ? `has:${field}` : `not has:${field}`;
	const items = list.map(item => printItem(makeItem(String(item), /[*?]|\.\./.test(String(item)), {from: 0, to: 0})));
	return `${field}${exclude ? '!=' : '='}${items.join(',')}`;
}

/** Replaces all directives of a kind by one, or takes them away with null. */
export function setDirective(text: string, name: Directive['name'], directive: string | null): string {
	const syntax = readSyntax(text);
	if (!syntax) return text;
	const others = {...syntax, directives: syntax.directives.filter(existing => existing.name !== name)};
	return [printQuery(others), directive ?? ''].filter(part => part !== '').join(' ');
}
