import type {Readable} from '../query/columns/table.ts';
import type {Field} from '../query/fields/field.ts';

/** What tells groups of one name apart that lie in different projects. */
export const groupScope: Readable = {id: 'group scope', read: row => row.groupScope ?? null};

/** True for the field of which the values are names within a project only. */
export const isScoped = ({source}: Field): boolean => source.from === 'attribute' && source.name === 'group';

/**
 * Values of parts with the name of the project where two parts have the same: `baseline (A)`, or its whole path where two projects are called the
 * same, too.
 * @param scopes of each part; null where it is of no project
 */
export function nameScoped(values: readonly (string | null)[], scopes: readonly (string | null)[]): (string | null)[] {
	return values.map((value, at) => {
		const scope = scopes[at] ?? null;
		const alike = scopes.filter((_, other) => other !== at && values[other] === value);
		if (value === null || scope === null || alike.every(other => other === scope)) return value;
		const name = lastPart(scope);
		return `${value} (${alike.some(other => other !== null && other !== scope && lastPart(other) === name) ? scope : name})`;
	});
}

const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
