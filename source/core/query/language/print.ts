import {scopePrefixes, splitFieldName} from './field-name.ts';
import {readsBackAsPattern} from './items.ts';
import {readWord} from './lex.ts';
import {looksLikeValue} from './parse-atom.ts';
import {wordOperators} from './parse-old.ts';
import {
	type Directive,
	directiveNames,
	type FieldName,
	type Item,
	type Operator,
	type QueryNode,
	type QuerySyntax,
} from './syntax.ts';

/** Text in double quotes as the lexer reads it back. A backslash is doubled only where it would be taken for an escape. */
const quoteText = (text: string): string => `"${text.replace(/\\(?=\\|"|$)/g, '\\\\').replace(/"/g, '\\"')}"`;

function readsBackAsName(name: string): boolean {
	if (
		/^['"`\-+!]|!$/.test(name) ||
		Object.values(scopePrefixes).some(list => list.some(prefix => name.toLowerCase().startsWith(prefix)))
	)
		return false;
	// `is` stands for an operator only with a blank behind it.
	if ((wordOperators.test(name) && name !== 'is') || looksLikeValue(name)) return false;
	const word = readWord(name.includes('"') ? '' : name, 0, 'name');
	if (word.to !== name.length) return false;
	const field = splitFieldName(word);
	return field.scope === 'any' && field.suffix === null && field.step === null;
}

/** A field as it is typed: `cfg.optim.lr`, `"mfu(%)".max`, `loss@500`. */
export function printField(field: Pick<FieldName, 'scope' | 'name' | 'suffix' | 'step'>): string {
	const prefix = field.scope === 'any' ? '' : scopePrefixes[field.scope][0]!;
	const name = readsBackAsName(field.name) ? field.name : quoteText(field.name);
	return `${prefix}${name}${field.suffix ? `.${field.suffix}` : ''}${field.step === null ? '' : `@${field.step}`}`;
}

export function printItem(item: Pick<Item, 'text' | 'quoted'>): string {
	return item.quoted ? quoteText(item.text) : item.text;
}

/** Before a sign `has` and the directives mean something else (`group:` orders, `group=` asks), so there they are quoted. */
function printLeft(field: FieldName, op: Operator): string {
	const taken = op === ':' ? ['has', ...directiveNames] : /[:=]$/.test(op) ? ['has'] : [];
	const text = printField(field);
	return taken.includes(text.toLowerCase()) ? quoteText(text) : text;
}

const printPattern = (item: Item): string => (readsBackAsPattern(item.text) ? item.text : quoteText(item.text));

function printItems(op: Operator, items: Item[]): string {
	return items.map(op === '~' || op === '!~' ? printPattern : printItem).join(',');
}

/** A condition; of a longer list of parts each is printed alone. */
export function printNode(node: QueryNode): string {
	switch (node.kind) {
		case 'word':
			return printItem(node);
		case 'has':
			return `has:${node.fields.map(printField).join(',')}`;
		case 'condition':
			return `${printLeft(node.field, node.op)}${node.op}${printItems(node.op, node.items)}`;
		case 'range':
			return `${printItem(node.low)}${node.lowOp}${printField(node.field)}${node.highOp}${printItem(node.high)}`;
		case 'not':
			return `not ${node.part.kind === 'and' || node.part.kind === 'or' ? `(${printNode(node.part)})` : printNode(node.part)}`;
		case 'or':
			return node.parts.map(part => (part.kind === 'and' ? printNode(part) : printWithin(part))).join(' or ');
		case 'and':
			return node.parts.map(printWithin).join(' ');
	}
}

/** A part of `and`, in parentheses where it needs them. */
export function printWithin(node: QueryNode): string {
	return node.kind === 'or' || node.kind === 'and' ? `(${printNode(node)})` : printNode(node);
}

export function printDirective(directive: Directive): string {
	if (directive.name === 'limit') return `limit:${directive.count}`;
	if (directive.name === 'sort')
		return `sort:${directive.keys.map(key => `${key.descending ? '-' : ''}${printField(key.field)}`).join(',')}`;
	return `${directive.name}:${directive.fields.map(printField).join(',')}`;
}

/** A query as text. Reading it gives the same syntax again, positions apart. */
export function printQuery(syntax: QuerySyntax): string {
	return [...(syntax.node ? [printNode(syntax.node)] : []), ...syntax.directives.map(printDirective)].join(' ');
}
