import type {RunRow} from '../../row.ts';
import {tableOf} from '../columns/row-table.ts';
import {findAttribute} from '../fields/attributes.ts';
import {type Catalogue, readCatalogue} from '../fields/catalogue.ts';
import {matchNames} from '../fields/match-names.ts';
import type {FieldName, QueryNode} from '../language/syntax.ts';
import type {CompiledQuery} from './compile.ts';

/** Attributes that say which run it is, and not how it is doing. */
const still: ReadonlySet<string> = new Set(['name', 'id', 'tag', 'note', 'format', 'dir', 'host', 'user', 'group', 'parent']);

function isStill(field: FieldName, {config, metrics}: Catalogue): boolean {
	if (field.scope === 'metric' || field.suffix !== null || field.step !== null) return false;
	if (field.scope === 'config') return true;
	const attribute = findAttribute(field.name);
	if (attribute !== null) return still.has(attribute);
	return matchNames(config.keys(), field.name).names.length > 0 && matchNames(metrics.keys(), field.name).names.length === 0;
}

function staysTrue(node: QueryNode, catalogue: Catalogue): boolean {
	switch (node.kind) {
		case 'word':
			return true;
		case 'condition':
		case 'range':
			return isStill(node.field, catalogue);
		case 'has':
			return node.fields.every(field => isStill(field, catalogue));
		case 'not':
			return staysTrue(node.part, catalogue);
		default:
			return node.parts.every(part => staysTrue(part, catalogue));
	}
}

/**
 * The runs that a query is about: those for which all conditions hold that say which run it is (name, tags, settings, place), whatever it says
 * of how they are doing. Of `name:vit-* loss<0.3` all runs whose name begins with vit-. `isChosen` is false where there is no such condition.
 */
export function selectConcerned(
	query: CompiledQuery,
	rows: readonly RunRow[],
	nowMs: number,
): {rows: RunRow[]; isChosen: boolean} {
	const {node} = query.syntax;
	const nodes = node === null ? [] : node.kind === 'and' ? node.parts : [node];
	const catalogue = readCatalogue(tableOf(rows));
	const lasting = query.parts.filter((_, i) => nodes[i] !== undefined && staysTrue(nodes[i], catalogue));
	return {rows: rows.filter(row => lasting.every(({matches}) => matches(row, nowMs))), isChosen: lasting.length > 0};
}
